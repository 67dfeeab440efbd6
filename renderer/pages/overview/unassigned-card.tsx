import { Anchor, Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { LicensePage } from '#shared/models/license-search.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { nameOf } from '../../state/license-lines.ts';
import type { Resource } from '../../state/resource.ts';
import css from './overview.module.css';

const words = text.window.overview;
/** As the page of licenses reads its address. */
const list = '/licenses?unassigned=yes';

interface UnassignedCardProps {
  unassigned: Resource<Pick<LicensePage, 'rows' | 'total'>>;
  zone: string;
}

/** Named licenses that nobody may use: how many, the first to end, and the way to assign them. */
export function UnassignedCard({ unassigned: { value, failure }, zone }: UnassignedCardProps) {
  const [, go] = useLocation();
  return (
    <Card
      title={words.notAssigned}
      aside={
        value !== null &&
        value.total > 0 && (
          <Anchor component={Link} href={list}>
            {words.notAssignedAll(value.total)}
          </Anchor>
        )
      }
    >
      {value === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {value?.total === 0 && <p className={css.quiet}>{words.notAssignedNone}</p>}
      {value !== null && value.total > 0 && (
        <ul className={css.needs}>
          {value.rows.map((row) => (
            <li key={row.id} className={css.need}>
              <div className={css.hereText}>
                <div className={css.needTitle}>{nameOf(row)}</div>
                <div className={css.small}>
                  {row.endsAt === null
                    ? words.seatsEndless(row.seats)
                    : words.seatsEnding(row.seats, dates.day(row.endsAt, zone))}
                </div>
              </div>
              <Button
                size="sm"
                aria-label={`${words.assign}: ${nameOf(row)}, ${row.id}`}
                onClick={() => go(`${list}&text=${row.id}`)}
              >
                {words.assign}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
