import { Failure } from '#shared/errors.ts';
import type { LicenseAct, LicenseChange } from '#shared/models/license-change.ts';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import { steadyMembership } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { newId } from '../ids.ts';
import { assignVerdict, releaseVerdict, unassignVerdict } from '../rules/change-many.ts';
import { overlapWindow } from '../rules/release.ts';
import type { Store, Write } from '../store/open.ts';
import { addAssignments } from '../store/queries/assignment.ts';
import { endLease } from '../store/queries/lease.ts';
import { type DecidableLicense, findLicenses } from '../store/queries/license.ts';
import {
  assigneesOf,
  countedOverlapsOf,
  memberNamed,
  type NamedSeat,
  removePairs,
  seatsOfLicenses,
} from '../store/queries/license-many.ts';
import { openOverlap } from '../store/queries/overlap.ts';
import { lockedLicenses } from './assignment.ts';
import { type Deed, recordDeed } from './audit.ts';
import { os } from './base.ts';
import { loseRight } from './loss-of-right.ts';

type Db = Store['db'];

interface Wish {
  licenses: string[];
  act: LicenseAct;
  person?: string | undefined;
}

/** What is to be written down for one change; `carryOut` does it. */
interface Planned {
  change: LicenseChange;
  license: DecidableLicense;
  /** Seats that are lost, or freed. */
  seats: NamedSeat[];
  isOverlap?: boolean;
}

/** Many licenses at once (L6): what cannot be done is named, and the others are done. */
export function licenseManyOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    previewMany: os.license.previewMany.handler(async ({ context, input }) => ({
      changes: (await plan(store.db, context, input, clock.now())).map(({ change }) => change),
    })),

    changeMany: os.license.changeMany.handler(({ context, input }) =>
      context.write(async (tx) => {
        const machines = input.act === 'release' ? await lockMachines(parts, tx, input.licenses) : null;
        // Whoever is being removed meanwhile is waited for, and gets nothing any more.
        if (input.person !== undefined) await steadyMembership(store, tx, input.person, placeOf(context).organization);
        await lockedLicenses(parts, tx, input.licenses);
        const now = clock.now();
        // A seat that was taken meanwhile is on a machine that is not locked: nobody has seen it before acting.
        const planned = (await plan(tx, context, input, now)).filter(
          ({ seats }) => machines === null || seats.every(({ machineId }) => machines.has(machineId)),
        );
        await carryOut[input.act](parts, context, tx, planned, now);
        return { changes: planned.map(({ change }) => change) };
      }),
    ),
  };
}

/** Machines before licenses, as whoever picks a license or releases one does. */
async function lockMachines({ store }: CloudParts, tx: Write, licenses: readonly string[]): Promise<Set<string>> {
  const machines = new Set((await seatsOfLicenses(tx, licenses)).map(({ machineId }) => machineId));
  for (const machine of [...machines].toSorted()) await store.lock(tx, 'machine', machine);
  return machines;
}

async function plan(db: Db, context: GuardedContext, wish: Wish, now: number): Promise<Planned[]> {
  const { organization } = placeOf(context);
  const found = new Map((await findLicenses(db, wish.licenses)).map((license) => [license.id, license]));
  const licenses = [...new Set(wish.licenses)].flatMap((id) => found.get(id) ?? []);
  const who = wish.person === undefined ? null : await memberNamed(db, organization, wish.person);
  if (who === undefined) throw new Failure('not-found', {});
  if (wish.act === 'release') return planRelease(db, context, licenses, now);
  const assigned = await assigneesOf(db, organization, wish.licenses);
  if (wish.act === 'assign') return who === null ? [] : planAssign(licenses, who.person, assigned, now);
  const seats = await seatsOfLicenses(db, wish.licenses);
  return licenses.flatMap((license) => {
    const own = assigned.filter((each) => each.license === license.id);
    const people: { person: Person; role: Role | null }[] = who === null ? own : [who];
    if (people.length === 0) return [unchanged(license, 'not-assigned')];
    return people.map(({ person, role }): Planned => {
      const held = {
        isAssigned: own.some((each) => each.person.id === person.id),
        seats: seats.filter((seat) => seat.license === license.id && seat.personId === person.id),
      };
      const { lost, ...verdict } = unassignVerdict(license, role ?? 'member', held, now);
      const change = { ...about(license), person, machine: lost[0]?.machine ?? null, ...verdict };
      return { change, license, seats: lost };
    });
  });
}

const planAssign = (
  licenses: readonly DecidableLicense[],
  person: Person,
  assigned: Awaited<ReturnType<typeof assigneesOf>>,
  now: number,
): Planned[] =>
  licenses.map((license) => {
    const isAssigned = assigned.some((each) => each.license === license.id && each.person.id === person.id);
    const verdict = assignVerdict(license, isAssigned, now);
    return { change: { ...about(license), person, machine: null, ...verdict }, license, seats: [] };
  });

async function planRelease(
  db: Db,
  context: GuardedContext,
  licenses: readonly DecidableLicense[],
  now: number,
): Promise<Planned[]> {
  const ids = licenses.map(({ id }) => id);
  const seats = Map.groupBy(await seatsOfLicenses(db, ids), ({ license }) => license);
  const overlaps = await countedOverlapsOf(db, ids, now - overlapWindow);
  const me = { id: callerOf(context).person.id, role: placeOf(context).role };
  return licenses.flatMap((license) => {
    const counted = [...(overlaps.get(license.id) ?? [])];
    const planned = (seats.get(license.id) ?? []).flatMap((seat): Planned[] => {
      const verdict = releaseVerdict(seat, me, { counted, limit: license.overlapLimit }, now);
      if (verdict === null) return [];
      const { isOverlap, ...rest } = verdict;
      if (isOverlap) counted.push({ fromAt: now });
      const change = { ...about(license), person: seat.person, machine: seat.machine, ...rest };
      return [{ change, license, seats: [seat], isOverlap }];
    });
    return planned.length > 0 ? planned : [unchanged(license, 'no-seat-in-use')];
  });
}

const about = ({ id, words }: DecidableLicense) => ({ license: id, name: words });

const unchanged = (license: DecidableLicense, why: LicenseChange['why']): Planned => ({
  change: { ...about(license), person: null, machine: null, outcome: 'nothing', why, until: null },
  license,
  seats: [],
});

type CarryOut = (
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  planned: readonly Planned[],
  now: number,
) => Promise<void>;

const carryOut: Record<LicenseAct, CarryOut> = {
  async assign(parts, context, tx, planned, now) {
    const wanted = changed(planned);
    const [person] = wanted.flatMap(({ change }) => change.person ?? []);
    if (!person) return;
    const ids = wanted.map(({ license }) => license.id);
    await addAssignments(tx, ids, person.id, { person: callerOf(context).person.id, now });
    await record(parts, context, tx, 'license.assign', wanted);
  },

  async unassign(parts, context, tx, planned, now) {
    const wanted = changed(planned);
    const lost = wanted.flatMap(({ seats }) => seats);
    await loseRight(tx, lost, callerOf(context).person.id, now);
    const pairs = wanted.flatMap(({ license, change: { person } }) =>
      person ? [{ license: license.id, person: person.id }] : [],
    );
    await removePairs(tx, pairs);
    await record(parts, context, tx, 'license.unassign', wanted);
  },

  async release(parts, context, tx, planned, now) {
    const by = callerOf(context).person.id;
    const wanted = changed(planned);
    for (const { license, seats, isOverlap } of wanted) {
      for (const seat of seats) {
        if (isOverlap) {
          const overlap = { id: newId(parts.random, 'V'), lease: seat, license: license.id, machine: seat.machineId };
          await openOverlap(tx, { ...overlap, causedBy: by, now });
        }
        await endLease(tx, seat.id, { reason: 'released', at: now, by });
      }
    }
    await record(parts, context, tx, 'lease.release', wanted);
  },
};

const changed = (planned: readonly Planned[]) =>
  planned.filter(({ change: { outcome } }) => outcome === 'done' || outcome === 'grace');

/** On record as if each had been done alone. */
function record(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  action: string,
  planned: readonly Planned[],
): Promise<void> {
  const { organization } = placeOf(context);
  const deeds = planned.map(({ license, change: { person }, seats: [seat] }): Deed => {
    const freed = action === 'lease.release' && seat ? { lease: seat.id, machine: seat.machineId } : {};
    const details = { license: license.words, ...freed, person: person?.id ?? null };
    return { action, organization, subject: license.id, details };
  });
  return recordDeed(parts, context, tx, ...deeds);
}
