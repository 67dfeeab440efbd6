import { Failure } from '#shared/errors.ts';
import type { SeatInGrace } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import { isLapsed, lapsesAt } from '../rules/lease-life.ts';
import { lossOfRight } from '../rules/unassign.ts';
import type { Write } from '../store/open.ts';
import { beginUnassignGrace } from '../store/queries/assignment.ts';
import type { DecidableLicense } from '../store/queries/license.ts';
import type { LiveLease } from '../store/queries/live-leases.ts';
import { machineName } from '../store/queries/machine.ts';

interface InGrace {
  lease: LiveLease;
  endsAt: Moment;
}

/**
 * Begins the unassign grace of seats that somebody loses the right to; their machines learn it at their next heartbeat.
 * Throws `seat-is-offline`, before anything is written, when the machine of one of them cannot be told.
 */
export async function loseRight(tx: Write, seats: readonly LiveLease[], by: string, now: Moment): Promise<InGrace[]> {
  const begun: InGrace[] = [];
  for (const lease of seats) {
    const loss = lossOfRight(lease, now);
    if (loss.effect === 'refused') {
      throw new Failure('seat-is-offline', {
        machine: await machineName(tx, lease.machineId),
        until: lapsesAt(lease),
      });
    }
    begun.push({ lease, endsAt: loss.endsAt });
  }
  for (const { lease, endsAt } of begun) await beginUnassignGrace(tx, lease.id, endsAt, by);
  return begun;
}

/** The seats as people are told of them, without those on which nothing can run any more. */
export async function graceInWords(
  tx: Write,
  begun: readonly InGrace[],
  licenses: readonly DecidableLicense[],
  now: Moment,
): Promise<SeatInGrace[]> {
  const told: SeatInGrace[] = [];
  for (const { lease, endsAt } of begun) {
    if (isLapsed(lease, now)) continue;
    const license = licenses.find(({ id }) => id === lease.license)?.words ?? lease.license;
    told.push({ license, machine: await machineName(tx, lease.machineId), graceEndsAt: endsAt });
  }
  return told;
}
