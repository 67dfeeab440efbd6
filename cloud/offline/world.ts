import type { IntakeItem } from '#shared/models/offline.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Bringer } from '../rules/intake-choice.ts';
import { type IntakeBook, placesOfMachines, readIntakeBook } from '../store/queries/intake-book.ts';
import { issuersFor } from '../store/queries/issued-file.ts';
import { findMachines, type MachineRow } from '../store/queries/machine.ts';
import { membershipsOf } from '../store/queries/organization.ts';
import { leasesToProve, type ProvenLease, type ReceiptRow, receiptsFor } from '../store/queries/return-receipt.ts';
import { type Carried, openCarried } from './open.ts';

/** Everything that an intake is decided by, read once for all of its files. */
export interface IntakeWorld {
  now: number;
  by: Bringer;
  book: IntakeBook;
  carried: Carried[];
  /** Where machines hold leases, by machine. */
  places: Awaited<ReturnType<typeof placesOfMachines>>;
  /** Leases that proofs, and earlier answers, are about. */
  leases: Map<string, ProvenLease>;
  receipts: Map<string, ReceiptRow>;
  issuers: Awaited<ReturnType<typeof issuersFor>>;
  machines: ReadonlyMap<string, MachineRow>;
  /** Organizations that the caller belongs to: others are never named. */
  mine: ReadonlySet<string>;
}

export async function readIntakeWorld(
  parts: Pick<CloudParts, 'clock' | 'keys' | 'store'>,
  context: GuardedContext,
  items: readonly IntakeItem[],
): Promise<IntakeWorld> {
  const { db } = parts.store;
  const { organization, role } = placeOf(context);
  const {
    key,
    person: { id: person },
  } = callerOf(context);
  const now = parts.clock.now();
  const carried = await openCarried(
    parts,
    items.map(({ text }) => text),
  );
  const machines = [...new Set(carried.flatMap((each) => ('machine' in each ? each.machine : [])))];
  const book = await readIntakeBook(db, organization, { machines, only: onlyOf(carried, items) }, now);
  const proven = carried.flatMap((each) => ('payload' in each && each.kind === 'return' ? each.payload.lease : []));
  const answered = carried.flatMap((each) => ('before' in each ? (each.before?.lease_id ?? []) : []));
  return {
    now,
    by: { person, role, roleOf: (id) => book.people.get(id)?.role ?? null },
    book,
    carried,
    places: await placesOfMachines(db, machines, now),
    leases: await leasesToProve(db, [...proven, ...answered]),
    receipts: await receiptsFor(db, proven),
    issuers: await issuersFor(db, machines),
    machines: machines.length > 0 ? await findMachines(db, machines) : new Map<string, MachineRow>(),
    mine: key ? new Set([organization]) : await membershipsOf(db, person),
  };
}

/** Where every request has its license chosen, no other one has to be looked at. */
function onlyOf(carried: readonly Carried[], items: readonly IntakeItem[]): string[] | null {
  const only = new Set<string>();
  for (const [at, each] of carried.entries()) {
    if (each.kind !== 'request' || !('payload' in each)) continue;
    const license = items[at]?.license;
    if (license === undefined) return null;
    only.add(license);
  }
  return [...only];
}
