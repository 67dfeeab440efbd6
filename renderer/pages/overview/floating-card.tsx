import { Anchor, Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { floatingOf, freeSeats } from '../../state/overview.ts';
import { useApi, useLicenses, useWho } from '../../state/use.tsx';
import css from './overview.module.css';

const words = text.window.overview;
const most = 5;

/** Floating licenses with a free seat, for whoever may take one; on a machine with the way to take it. */
export function FloatingCard() {
  const { companion } = useApi();
  const [, go] = useLocation();
  const organization = useWho()?.current?.organization.id ?? '';
  const { value, failure } = useLicenses('usable');
  const free = floatingOf(value?.rows ?? [], organization);
  return (
    <Card
      title={words.floating}
      aside={
        free.length > most && (
          <Anchor component={Link} href="/licenses">
            {words.floatingMore}
          </Anchor>
        )
      }
    >
      {value === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {value !== null && free.length === 0 && <p className={css.quiet}>{words.floatingNone}</p>}
      {free.length > 0 && (
        <ul className={css.needs}>
          {free.slice(0, most).map((row) => (
            <li key={row.id} className={css.need}>
              <div className={css.hereText}>
                <div className={css.needTitle}>{nameOf(row)}</div>
                <div className={css.small}>{words.floatingFree(freeSeats(row), row.seats)}</div>
              </div>
              {companion && (
                <Button size="sm" aria-label={`${words.take}: ${nameOf(row)}`} onClick={() => go('/picker')}>
                  {words.take}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
