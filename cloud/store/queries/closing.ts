import type { Kysely } from 'kysely';
import type { ClosePreview, OfflineLeaseOut } from '#shared/models/organization-close.ts';
import type { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import { newId } from '../../ids.ts';
import type { Random } from '../../ports.ts';
import { isLapsed, lapsesAt } from '../../rules/lease-life.ts';
import { isoOf, momentOf } from '../moment.ts';
import type { Write } from '../open.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** So many rows of a few values go into one statement on both engines. */
const atOnce = 1_000;
/** So many machines are named. */
const mostNamed = 20;

const licensesOf = (db: Db, organization: string) =>
  db.selectFrom('license').select('id').where('organization_id', '=', organization);

/** The offline leases of an organization that still run, the soonest end first. */
export async function offlineLeasesOut(
  db: Db,
  organization: string,
  now: Moment,
): Promise<(OfflineLeaseOut & { holder: string | null })[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .leftJoin('user', 'user.id', 'lease.person_id')
    .select(['lease.id', 'lease.mode', 'lease.ends_at', 'lease.held_until', 'machine.name as machine'])
    .select(['product.name as product', 'edition.name as edition', 'user.name as person', 'lease.person_id'])
    .where('license.organization_id', '=', organization)
    .where('lease.mode', '=', 'offline')
    .where('lease.ended_at', 'is', null)
    .orderBy('lease.ends_at')
    .orderBy('lease.id')
    .execute();
  return rows
    .filter((row) => !isLapsed({ mode: row.mode, endsAt: row.ends_at, heldUntil: row.held_until }, now))
    .map((row) => ({
      lease: row.id,
      license: `${row.product} ${row.edition}`,
      machine: row.machine,
      person: row.person,
      holder: row.person_id,
      endsAt: row.ends_at,
    }));
}

/** What closing would end, in figures. */
export async function figuresOf(
  db: Db,
  organization: string,
  now: Moment,
): Promise<Pick<ClosePreview, 'people' | 'licenses' | 'online' | 'invitations' | 'rooms' | 'notifications'>> {
  const online = db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .where('license.organization_id', '=', organization)
    .where('lease.mode', '=', 'online')
    .where('lease.ended_at', 'is', null)
    .where('lease.ends_at', '>', now);
  const machines = await online
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .select('machine.name')
    .distinct()
    .orderBy('machine.name')
    .limit(mostNamed)
    .execute();
  const counts = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('member')
        .where('organizationId', '=', organization)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('people'),
      eb
        .selectFrom('license')
        .where('organization_id', '=', organization)
        .where('revoked_at', 'is', null)
        .where((or) => or.or([or('ends_at', 'is', null), or('ends_at', '>', now)]))
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('licenses'),
      online.select(({ fn }) => fn.countAll<number>().as('count')).as('leases'),
      eb
        .selectFrom('invitation')
        .where('organizationId', '=', organization)
        .where('status', '=', 'pending')
        .where('expiresAt', '>', isoOf(now))
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('invitations'),
      eb
        .selectFrom('room')
        .where('license_id', 'in', licensesOf(db, organization))
        .where('closed_at', 'is', null)
        .where('expires_at', '>', now)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('rooms'),
      eb
        .selectFrom('notification')
        .where('organization_id', '=', organization)
        .where('removed_at', 'is', null)
        .where('unsubscribed_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('notifications'),
    ])
    .executeTakeFirstOrThrow();
  return {
    people: Number(counts.people),
    licenses: Number(counts.licenses),
    online: { leases: Number(counts.leases), machines: machines.map(({ name }) => name) },
    invitations: Number(counts.invitations),
    rooms: Number(counts.rooms),
    notifications: Number(counts.notifications),
  };
}

/**
 * Closes it. Invitations first: whoever accepts one at this moment is then among the members, and goes with them.
 * Answers who belonged to it.
 */
export async function closeIn(
  tx: Write,
  organization: string,
  { at, by }: { at: Moment; by: string },
): Promise<{ id: string; name: string; email: string; role: Role }[]> {
  await tx
    .updateTable('invitation')
    .set({ status: 'canceled' })
    .where('organizationId', '=', organization)
    .where('status', '=', 'pending')
    .execute();
  const members = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['member.id as member', 'member.role', 'member.createdAt', 'user.id', 'user.name', 'user.email'])
    .where('organizationId', '=', organization)
    .orderBy('user.name')
    .execute();
  const kept = members.map(({ member, id, role, createdAt }) => ({
    id: member,
    organization_id: organization,
    person_id: id,
    role,
    joined_at: momentOf(createdAt),
  }));
  for (let from = 0; from < kept.length; from += atOnce)
    await tx
      .insertInto('closed_membership')
      .values(kept.slice(from, from + atOnce))
      .execute();
  await tx.deleteFrom('member').where('organizationId', '=', organization).execute();
  await tx
    .updateTable('room')
    .set({ closed_at: at })
    .where('license_id', 'in', licensesOf(tx, organization))
    .where('closed_at', 'is', null)
    .where('expires_at', '>', at)
    .execute();
  await tx
    .updateTable('lease')
    .set({ ended_at: at, end_reason: 'organization-closed', ended_by: by })
    .where('license_id', 'in', licensesOf(tx, organization))
    .where('mode', '=', 'online')
    .where('ended_at', 'is', null)
    .execute();
  await tx
    .updateTable('organization_details')
    .set({ closed_at: at, closed_by: by })
    .where('organization_id', '=', organization)
    .execute();
  return members.map(({ id, name, email, role }) => ({ id, name, email, role }));
}

/** When an organization was closed; null: it is open. undefined: there is none. */
export async function closedAt(db: Db, organization: string): Promise<Moment | null | undefined> {
  const row = await db
    .selectFrom('organization_details')
    .innerJoin('organization', 'organization.id', 'organization_details.organization_id')
    .select('closed_at')
    .where('organization_id', '=', organization)
    .executeTakeFirst();
  return row?.closed_at;
}

/** Opens it again: its people belong to it as before. A machine that was not told yet may run on: that is an overlap. */
export async function reopenIn(tx: Write, random: Random, organization: string, now: Moment): Promise<number> {
  const kept = await tx
    .selectFrom('closed_membership')
    .innerJoin('user', 'user.id', 'closed_membership.person_id')
    .selectAll('closed_membership')
    .where('organization_id', '=', organization)
    .execute();
  const members = kept.map(({ id, person_id, role, joined_at }) => ({
    id,
    organizationId: organization,
    userId: person_id,
    role,
    createdAt: isoOf(joined_at),
  }));
  for (let from = 0; from < members.length; from += atOnce)
    await tx
      .insertInto('member')
      .values(members.slice(from, from + atOnce))
      .execute();
  await tx.deleteFrom('closed_membership').where('organization_id', '=', organization).execute();
  await tx
    .updateTable('organization_details')
    .set({ closed_at: null, closed_by: null })
    .where('organization_id', '=', organization)
    .execute();
  await openOverlaps(tx, random, organization, now);
  return members.length;
}

async function openOverlaps(tx: Write, random: Random, organization: string, now: Moment): Promise<void> {
  const untold = await tx
    .selectFrom('lease')
    .select(['id', 'license_id', 'machine_id', 'mode', 'ends_at', 'held_until'])
    .where('license_id', 'in', licensesOf(tx, organization))
    .where('end_reason', '=', 'organization-closed')
    .where('told_at', 'is', null)
    .execute();
  const running = untold
    .map((row) => ({ row, until: lapsesAt({ mode: row.mode, endsAt: row.ends_at, heldUntil: row.held_until }) }))
    .filter(({ until }) => until > now);
  for (let from = 0; from < running.length; from += atOnce) {
    const overlaps = running.slice(from, from + atOnce).map(({ row, until }) => ({
      id: newId(random, 'V'),
      license_id: row.license_id,
      lease_id: row.id,
      machine_id: row.machine_id,
      from_at: now,
      until_at: until,
      closed_at: null,
      caused_by: null,
    }));
    await tx.insertInto('overlap').values(overlaps).execute();
  }
}
