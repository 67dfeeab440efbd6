import type { EndsSoon, HeldLease, Status } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';

const words = text.desktop;

/** What is on this machine, a line for each lease, with the ends that need somebody. */
export function trayLines({ leases, notices, now }: Pick<Status, 'leases' | 'notices' | 'now'>): string[] {
  const live = leases.filter(({ standing }) => standing !== 'ended');
  if (live.length === 0) return [words.noLease];
  const warnings = notices.filter((notice): notice is EndsSoon => notice.kind === 'ends-soon');
  return live.flatMap((lease) => [
    lineOf(lease),
    ...warnings.filter((warning) => warning.lease === lease.id).map((warning) => warningOf(warning, lease, now)),
  ]);
}

function lineOf({ product, edition, mode, leaseEndsAt, timeZone }: HeldLease): string {
  const until = `${dates.dayAndTime(leaseEndsAt, timeZone)} (${timeZone})`;
  return words.lease[mode]({ product: product.name, edition: edition.name, until });
}

const warningOf = ({ what, endsAt }: EndsSoon, { timeZone }: HeldLease, now: number) =>
  words.endsSoon[what](dates.relative(endsAt, now, timeZone));
