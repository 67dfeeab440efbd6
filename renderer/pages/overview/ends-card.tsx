import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { UpcomingEnd } from '#shared/models/license-ends.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { daysAhead } from '../../state/overview-managed.ts';
import type { Resource } from '../../state/resource.ts';
import css from './managed.module.css';

const words = text.window.overview;
const { leasedUntil, licenseEnds } = text.window.license;

interface EndsCardProps {
  ends: Resource<{ ends: UpcomingEnd[]; hasMore: boolean }>;
  now: number;
  zone: string;
}

/** Licenses and offline leases of the organization that end within 30 days, the soonest first, with both dates. */
export function EndsCard({ ends: { value, failure }, now, zone }: EndsCardProps) {
  return (
    <Card
      title={words.ends}
      aside={
        value?.hasMore && (
          <Anchor component={Link} href="/licenses?state=ending-soon&sort=ends">
            {words.endsMore}
          </Anchor>
        )
      }
    >
      {value === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {value?.ends.length === 0 && <p className={css.quiet}>{words.endsNone(daysAhead)}</p>}
      {value !== null && value.ends.length > 0 && (
        <table className={css.ends}>
          <thead>
            <tr>
              <th scope="col">{words.endsWhat}</th>
              <th scope="col">{leasedUntil}</th>
              <th scope="col">{licenseEnds}</th>
            </tr>
          </thead>
          <tbody>
            {value.ends.map((end) => (
              <End key={`${end.of} ${end.id}`} end={end} now={now} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function End({ end, now, zone }: { end: UpcomingEnd; now: number; zone: string }) {
  const isLease = end.of === 'lease';
  return (
    <tr>
      <th scope="row">
        <Link href={isLease ? `/machines/${end.machine.id}` : `/licenses/${end.id}`}>{end.license}</Link>
        <span className={css.second}>
          {isLease ? words.ofMachine(end.machine.name, end.person?.name ?? null) : words.endsIdle(end.seats)}
        </span>
      </th>
      <td>{isLease && <When at={end.endsAt} now={now} zone={zone} />}</td>
      <td>
        <When at={isLease ? end.licenseEndsAt : end.endsAt} now={now} zone={zone} />
      </td>
    </tr>
  );
}

function When({ at, now, zone }: { at: number | null; now: number; zone: string }) {
  if (at === null) return dates.never;
  const day = <span title={dates.full(at, zone)}>{dates.day(at, zone)}</span>;
  return endsSoon(at, now) ? <Tally state="soon">{day}</Tally> : day;
}
