import { Failure } from '#shared/errors.ts';
import { steadyMembership } from '../auth/memberships.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import {
  type DaysWish,
  type Granted,
  type OfflineRules,
  requestVerdict,
  type RequestVerdict,
} from '../rules/intake-verdict.ts';
import type { Write } from '../store/open.ts';
import { isAssigned } from '../store/queries/assignment.ts';
import { takeOffline } from '../store/queries/lease.ts';
import { findLicense } from '../store/queries/license.ts';
import {
  countLiveLeases,
  lapsedLeases,
  leaseOfMachine,
  type LiveLease,
  takenSeats,
} from '../store/queries/live-leases.ts';
import { Overtaken } from '../operations/machine-answers.ts';
import { claimFreeSeat } from '../operations/take-seat.ts';

/** Who is to have what, on which machine, and for how long. */
export interface OfflineTaking {
  license: string;
  person: string;
  machine: string;
  wish: DaysWish;
  organization: OfflineRules & { id: string; timeZone: string };
}

export type OfflineTaken = Exclude<RequestVerdict, Granted> | (Granted & { lease: string; words: string });

/**
 * Lets a machine keep its lease without a network, or takes a seat for it that is offline from the start; or says why
 * not, and then nothing is written. The machine's row is locked; that of the license is shared from here on.
 * Throws `Overtaken` when somebody else was faster.
 */
export async function takeOfflineSeat(
  { store, clock, random }: Pick<CloudParts, 'store' | 'clock' | 'random'>,
  tx: Write,
  { license: id, person, machine, wish, organization }: OfflineTaking,
): Promise<OfflineTaken> {
  const now = clock.now();
  // Nobody can unassign meanwhile. Locked alone, the license would keep others from taking seats of it, and they this one.
  await store.share(tx, 'license', id);
  const license = await findLicense(tx, id);
  if (!license || license.organization !== organization.id)
    return { granted: false, days: wish.chosen ?? null, failure: new Failure('not-found', {}) };
  const role = await steadyMembership(store, tx, person, organization.id);
  const own = (await leaseOfMachine(tx, id, machine)) ?? null;
  const facts = {
    license,
    user: role === null ? null : { role, isAssigned: await isAssigned(tx, id, person) },
    own,
    used: await countTaken(tx, id, own, now),
    others: own ? 0 : await countLiveLeases(tx, machine),
    wish,
    organization,
  };
  const verdict = requestVerdict(facts, now);
  if (!verdict.granted) return verdict;
  const lease = own?.id ?? newId(random, 'S');
  const { endsAt } = verdict;
  const isTaken = own
    ? await takeOffline(tx, { lease, person, endsAt })
    : await claimFreeSeat(tx, license, { id: lease, machine, person, mode: 'offline', endsAt }, now);
  if (!isTaken) throw new Overtaken();
  return { ...verdict, lease, words: license.words };
}

/** Seats in use. A lease that has lapsed counts only for its own machine, which may go on with it. */
async function countTaken(tx: Write, license: string, own: LiveLease | null, now: number): Promise<number> {
  const lapsed = (await lapsedLeases(tx, license, now)).filter(({ id }) => id !== own?.id);
  return (await takenSeats(tx, license)).length - lapsed.length;
}
