import type { Role } from '#shared/models/role.ts';
import { newId } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import { isoOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import { takeBack } from '../store/queries/team-record.ts';

/*
 * People and organizations, written the way better-auth reads them (a person who was added here signs in through it).
 * Its own functions each use a connection of their own, so they cannot be part of a transaction.
 */

type With = { clock: Clock; random: Random };

export interface NewPerson {
  name: string;
  email: string;
  /** From `Auth.hashPassword`; several people may share one (sample data). */
  passwordHash: string;
  isVendor?: boolean;
  /** False while nobody has shown that the address is theirs. */
  isVerified?: boolean;
}

/** Adds a person; answers their id. */
export async function addPerson(tx: Write, { clock, random }: With, person: NewPerson): Promise<string> {
  const id = newId(random, 'P');
  const times = { createdAt: isoOf(clock.now()), updatedAt: isoOf(clock.now()) };
  const email = person.email.toLowerCase();
  await tx
    .insertInto('user')
    .values({ id, name: person.name, email, emailVerified: person.isVerified === false ? 0 : 1, ...times })
    .execute();
  const credential = { providerId: 'credential', accountId: id, userId: id, password: person.passwordHash };
  await tx
    .insertInto('account')
    .values({ id: newId(random, 'C'), ...credential, ...times })
    .execute();
  const details = { person_id: id, default_organization_id: null, is_vendor: person.isVendor ? 1 : 0 };
  await tx.insertInto('person_details').values(details).execute();
  return id;
}

export interface NewOrganization {
  name: string;
  timeZone: string;
  leaseHours?: number;
}

/** Adds an organization without people; answers its id. */
export async function addOrganization(
  tx: Write,
  { clock, random }: With,
  { name, timeZone, leaseHours = 24 }: NewOrganization,
): Promise<string> {
  const id = newId(random, 'O');
  await tx
    .insertInto('organization')
    .values({ id, name, slug: id, createdAt: isoOf(clock.now()) })
    .execute();
  const details = { organization_id: id, time_zone: timeZone, lease_hours: leaseHours };
  await tx.insertInto('organization_details').values(details).execute();
  return id;
}

/** Makes a person a member. Who is one already keeps their role; who was one before is called as they were. */
export async function addMember(
  tx: Write,
  { clock, random }: With,
  member: { organizationId: string; personId: string; role: Role; joinedAt?: number },
): Promise<void> {
  const { organizationId, personId: userId, role, joinedAt = clock.now() } = member;
  await tx
    .insertInto('member')
    .values({ id: newId(random, 'B'), organizationId, userId, role, createdAt: isoOf(joinedAt) })
    .onConflict((conflict) => conflict.columns(['userId', 'organizationId']).doNothing())
    .execute();
  await takeBack(tx, { organization: organizationId, person: userId });
}
