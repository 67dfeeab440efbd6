import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { TallyIcon } from '../../parts/tally.tsx';
import { nameOf } from '../../state/license-lines.ts';
import type { Need } from '../../state/overview.ts';
import css from './overview.module.css';

const words = text.window.overview;
const most = 6;

/** What ended or ends soon, each with the way to it. */
export function NeedsCard({ needs, now, zone }: { needs: readonly Need[]; now: number; zone: string }) {
  const [, go] = useLocation();
  return (
    <Card title={words.needs}>
      {needs.length === 0 ? (
        <p className={css.quiet}>{words.needsNothing}</p>
      ) : (
        <ul className={css.needs}>
          {needs.slice(0, most).map((need) => {
            const { title, second } = inWords(need, now, zone);
            return (
              <li key={`${need.why} ${need.line.id}`} className={css.need}>
                <TallyIcon state={need.why === 'ended' ? 'ended' : 'soon'} size={17} />
                <div className={css.hereText}>
                  <div className={css.needTitle}>{title}</div>
                  <div className={css.small}>{second}</div>
                </div>
                <Button
                  size="sm"
                  aria-label={`${words.show}: ${title}`}
                  onClick={() => go(`/licenses/${need.line.row.id}`)}
                >
                  {words.show}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

function inWords(
  { why, line: { row, lease }, at }: Need,
  now: number,
  zone: string,
): { title: string; second: string } {
  const name = nameOf(row);
  const when = dates.relative(at, now, zone);
  const used = words.seatsInUse(row.leases.length, row.seats);
  switch (why) {
    case 'ended':
      return {
        title: words.endedAgo(name),
        second: row.askFor ? text.window.picker.askToRenew(row.askFor.name) : when,
      };
    case 'license-ends':
      return { title: words.endsIn(name, when), second: used };
    case 'lease-ends':
      return { title: words.leaseEndsIn(when), second: `${lease?.machine.name ?? ''}, ${name}` };
    case 'unassigned': {
      const other = lease && !lease.isMine ? lease.person : null;
      return {
        title: other ? words.unassignedFrom(name, other.name) : words.unassigned(name),
        second: `${lease?.machine.name ?? ''}. ${words.unassignedUntil(when)}`,
      };
    }
  }
}
