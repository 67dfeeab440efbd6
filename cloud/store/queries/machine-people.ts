import type { Kysely } from 'kysely';
import type { Role } from '#shared/models/role.ts';
import type { Database } from '../schema.ts';

/** What a person has to do with a machine, by a lease on it: one that goes on, or one that has ended. */
export interface Stake {
  organization: string;
  role: Role;
  /** The lease is the person's own. */
  isOwn: boolean;
}

/** By leases of all organizations that the person belongs to. Without one, the machine is none of their business. */
export async function stakesIn(db: Kysely<Database>, machine: string, person: string): Promise<Stake[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('member', 'member.organizationId', 'license.organization_id')
    .select(['license.organization_id', 'member.role', 'lease.person_id'])
    .where('lease.machine_id', '=', machine)
    .where('member.userId', '=', person)
    .orderBy('lease.started_at', 'desc')
    .execute();
  return rows.map((row) => ({
    organization: row.organization_id,
    role: row.role,
    isOwn: row.person_id === person,
  }));
}

/** Whether a machine is among those of an organization: it has a lease there, or had one since a moment. */
export async function isMachineOf(
  db: Kysely<Database>,
  machine: string,
  organization: string,
  since: number,
): Promise<boolean> {
  const row = await leasesSince(db, organization, since)
    .select('lease.id')
    .where('lease.machine_id', '=', machine)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Leases of an organization that go on, or went on until lately. One that nobody ended is over when it was signed until. */
export const leasesSince = (db: Kysely<Database>, organization: string, since: number) =>
  db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .where('license.organization_id', '=', organization)
    .where(({ eb, fn }) => eb(fn.coalesce('lease.ended_at', 'lease.ends_at'), '>', since));
