import type { Kysely } from 'kysely';
import type { Role } from '#shared/models/role.ts';
import type { LeaseFacts } from '../../rules/facts.ts';
import type { KnownPerson } from '../../rules/people-file.ts';
import { isoOf } from '../moment.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** The members among some addresses, with the licenses they are assigned to and the seats they hold. */
export async function peopleByAddress(
  db: Db,
  organization: string,
  emails: readonly string[],
): Promise<Map<string, KnownPerson>> {
  if (emails.length === 0) return new Map();
  const members = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id', 'user.email', 'member.role'])
    .where('member.organizationId', '=', organization)
    .where('user.email', 'in', emails)
    .execute();
  const ids = members.map(({ id }) => id);
  const assigned = ids.length === 0 ? [] : await assignmentsOf(db, organization, ids);
  const seats = ids.length === 0 ? [] : await seatsOf(db, organization, ids);
  const assignedTo = Map.groupBy(assigned, ({ person_id }) => person_id);
  const heldBy = Map.groupBy(seats, ({ personId }) => personId ?? '');
  return new Map(
    members.map(({ id, email, role }) => {
      const licenses = new Set((assignedTo.get(id) ?? []).map(({ license_id }) => license_id));
      return [email, { id, role, licenses, seats: heldBy.get(id) ?? [] }];
    }),
  );
}

const assignmentsOf = (db: Db, organization: string, people: readonly string[]) =>
  db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .select(['assignment.person_id', 'assignment.license_id'])
    .where('license.organization_id', '=', organization)
    .where('assignment.person_id', 'in', people)
    .orderBy('assignment.license_id')
    .execute();

async function seatsOf(
  db: Db,
  organization: string,
  people: readonly string[],
): Promise<(LeaseFacts & { license: string })[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .select(['license_id', 'person_id', 'mode', 'lease.ends_at', 'held_until', 'unassign_grace_ends_at'])
    .where('license.organization_id', '=', organization)
    .where('lease.person_id', 'in', people)
    .where('lease.ended_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    license: row.license_id,
    personId: row.person_id,
    mode: row.mode,
    endsAt: row.ends_at,
    heldUntil: row.held_until,
    unassignGraceEndsAt: row.unassign_grace_ends_at,
  }));
}

/** One line of the exported file. */
export interface ExportedPerson {
  email: string;
  name: string;
  role: Role;
  state: 'member' | 'invited';
  licenses: { id: string; name: string }[];
}

/** Members by address, then open invitations by theirs: those from one place in that order on. */
export async function exportedPeople(
  db: Db,
  organization: string,
  { offset, limit, now }: { offset: number; limit: number; now: number },
): Promise<ExportedPerson[]> {
  const people = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id', 'user.email', 'user.name', 'member.role'])
    .where('member.organizationId', '=', organization)
    .orderBy('user.email')
    .offset(offset)
    .limit(limit)
    .execute();
  const { count } = await db
    .selectFrom('member')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('organizationId', '=', organization)
    .executeTakeFirstOrThrow();
  const invitations = await db
    .selectFrom('invitation')
    .select(['id', 'email', 'role'])
    .where('organizationId', '=', organization)
    .where('status', '=', 'pending')
    .where('expiresAt', '>', isoOf(now))
    .orderBy('email')
    .orderBy('id')
    .offset(Math.max(0, offset - Number(count)))
    .limit(limit - people.length)
    .execute();
  const assigned = await licensesOf(
    db,
    'assignment',
    organization,
    people.map(({ id }) => id),
  );
  const promised = await licensesOf(
    db,
    'invitation_license',
    organization,
    invitations.map(({ id }) => id),
  );
  return [
    ...people.map(({ id, ...person }) => ({ ...person, state: 'member' as const, licenses: assigned.get(id) ?? [] })),
    ...invitations.map(({ id, email, role }) => ({
      email,
      name: '',
      role,
      state: 'invited' as const,
      licenses: promised.get(id) ?? [],
    })),
  ];
}

/** Licenses by whom they are assigned or promised to. */
async function licensesOf(
  db: Db,
  table: 'assignment' | 'invitation_license',
  organization: string,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  if (ids.length === 0) return new Map();
  const given =
    table === 'assignment'
      ? db.selectFrom('assignment').select(['person_id as whose', 'license_id']).where('person_id', 'in', ids)
      : db
          .selectFrom('invitation_license')
          .select(['invitation_id as whose', 'license_id'])
          .where('invitation_id', 'in', ids);
  const rows = await db
    .selectFrom(given.as('given'))
    .innerJoin('license', 'license.id', 'given.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['given.whose', 'license.id', 'product.name as product', 'edition.name as edition'])
    .where('license.organization_id', '=', organization)
    .orderBy('license.id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ whose }) => whose)].map(([whose, some]) => [
      whose,
      some.map(({ id, product, edition }) => ({ id, name: `${product} ${edition}` })),
    ]),
  );
}
