import type { Kysely } from 'kysely';
import type { MachineSummary } from '#shared/models/machine-view.ts';
import { summaryOf } from '../../rules/machine-summary.ts';
import type { Database } from '../schema.ts';
import { isInUse } from './live-seats.ts';
import { acknowledgementAt, carriedLeases, type MachinesSeen, machinesShown, machineViews } from './machine-views.ts';

/** How many machines an organization has, how many need somebody, and the first of them; the rest is only counted. */
export async function machineSummary(db: Kysely<Database>, seen: MachinesSeen): Promise<MachineSummary> {
  const { organization, now } = seen;
  const shown = db.selectFrom('machine').where('id', 'in', machinesShown(db, seen));
  const { machines } = await shown
    .select(({ fn }) => fn.countAll<number | string>().as('machines'))
    .executeTakeFirstOrThrow();
  const strange = await shown
    .select(({ fn }) => ['id', fn.coalesce('cloned_at', 'changed_at').as('at')])
    .where(({ or, eb }) => or([eb('cloned_at', 'is not', null), eb('changed_at', 'is not', null)]))
    .execute();
  const files = await carriedLeases(db, organization);
  const leases = await leasesInUse(db, seen);
  const { needs, foremost } = summaryOf(
    leases.map((row) => ({
      machine: row.machine_id,
      lastSeenAt: row.last_seen_at,
      mode: row.mode,
      leaseEndsAt: row.ends_at,
      licenseEndsAt: row.license_ends_at,
      unassignGraceEndsAt: row.unassign_grace_ends_at,
      acknowledgement: row.mode === 'offline' ? acknowledgementAt(files.get(row.id) ?? null, now) : null,
    })),
    strange.map(({ id, at }) => ({ machine: id, at: at ?? now })),
    now,
  );
  return { machines: Number(machines), needs, foremost: await machineViews(db, seen, foremost) };
}

const leasesInUse = (db: Kysely<Database>, { organization, now }: MachinesSeen) =>
  db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .select([
      'lease.id',
      'lease.machine_id',
      'lease.mode',
      'lease.ends_at',
      'lease.unassign_grace_ends_at',
      'license.ends_at as license_ends_at',
      'machine.last_seen_at',
    ])
    .where('license.organization_id', '=', organization)
    .where(isInUse(now))
    .orderBy('lease.id')
    .execute();
