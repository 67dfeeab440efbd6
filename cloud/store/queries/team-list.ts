import type { Kysely } from 'kysely';
import type { FormerPerson, TeamEntry, TeamInvitation, TeamPerson } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import type { TeamFacts } from '../../rules/team-list.ts';
import { momentOf } from '../moment.ts';
import type { Database } from '../schema.ts';
import { promised } from './team.ts';

type Db = Kysely<Database>;

/** A line as it is sorted and searched, and what of it needs no more looking up. */
export interface TeamRow extends TeamFacts {
  /** Who invited or removed them. */
  by: string | null;
  /** Of who was there: by themselves. */
  hasLeft: boolean;
}

/** The people of an organization, or one of them. */
export async function peopleRows(db: Db, organization: string, person?: string): Promise<TeamRow[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .leftJoin('person_record', (join) =>
      join
        .onRef('person_record.person_id', '=', 'member.userId')
        .onRef('person_record.organization_id', '=', 'member.organizationId'),
    )
    .select(['user.id', 'user.name', 'user.email', 'user.emailVerified', 'member.role', 'member.createdAt', 'called'])
    .where('member.organizationId', '=', organization)
    .$if(person !== undefined, (query) => query.where('member.userId', '=', person ?? ''))
    .execute();
  return rows.map(({ createdAt, emailVerified, ...row }) => ({
    ...row,
    kind: 'person',
    since: momentOf(createdAt),
    isVerified: Boolean(emailVerified),
    expiresAt: null,
    by: null,
    hasLeft: false,
  }));
}

/** Invitations that nobody has accepted: open ones, and those that have ended by the clock since a moment. */
export async function invitationRows(db: Db, organization: string, endedSince: Moment): Promise<TeamRow[]> {
  const rows = await db
    .selectFrom('invitation')
    .leftJoin('user', 'user.id', 'invitation.inviterId')
    .leftJoin('person_record', (join) =>
      join
        .onRef('person_record.email', '=', 'invitation.email')
        .onRef('person_record.organization_id', '=', 'invitation.organizationId'),
    )
    .select(['invitation.id', 'invitation.email', 'invitation.role', 'invitation.createdAt', 'invitation.expiresAt'])
    .select(['user.name as by', 'person_record.called'])
    .where('invitation.organizationId', '=', organization)
    .where('invitation.status', '=', 'pending')
    .execute();
  // An address may have been that of several people.
  return [...new Map(rows.map((row) => [row.id, row])).values()]
    .map(
      ({ createdAt, expiresAt, ...row }): TeamRow => ({
        ...row,
        kind: 'invitation',
        name: row.email,
        since: momentOf(createdAt),
        isVerified: false,
        expiresAt: momentOf(expiresAt),
        hasLeft: false,
      }),
    )
    .filter(({ expiresAt }) => (expiresAt ?? 0) > endedSince);
}

/** Who was removed from an organization, or one of them, as they were then. */
export async function formerRows(db: Db, organization: string, person?: string): Promise<TeamRow[]> {
  const rows = await db
    .selectFrom('person_record')
    .leftJoin('user as remover', 'remover.id', 'person_record.removed_by')
    .select([
      'person_id as id',
      'person_record.name',
      'person_record.email',
      'called',
      'role',
      'removed_at',
      'has_left',
    ])
    .select('remover.name as by')
    .where('organization_id', '=', organization)
    .where('removed_at', 'is not', null)
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? ''))
    .execute();
  return rows.map(({ id, name, email, called, role, removed_at: at, has_left: hasLeft, by }) => ({
    kind: 'former',
    id,
    name: name ?? '',
    email: email ?? '',
    called,
    role: role ?? 'member',
    since: at ?? 0,
    isVerified: false,
    expiresAt: null,
    by,
    hasLeft: hasLeft === 1,
  }));
}

/** Lines in full, with their licenses. */
export async function entriesOf(db: Db, organization: string, rows: readonly TeamRow[]): Promise<TeamEntry[]> {
  const idsOf = (kind: TeamRow['kind']) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const licenses = await assignedTo(db, organization, idsOf('person'));
  const promises = await promised(db, idsOf('invitation'));
  return rows.map((row) => {
    if (row.kind === 'person') return toPerson(row, licenses.get(row.id));
    return row.kind === 'former' ? toFormer(row) : toInvitation(row, promises.get(row.id));
  });
}

const toPerson = (
  { id, name, email, called, role, since, isVerified }: TeamRow,
  licenses: TeamPerson['licenses'] = { count: 0, names: [] },
): TeamPerson => ({
  kind: 'person',
  person: { id, name, email },
  called,
  role,
  joinedAt: since,
  isVerified,
  licenses,
});

const toInvitation = (
  { id, email, called, role, since, expiresAt, by }: TeamRow,
  licenses: TeamInvitation['licenses'] = [],
): TeamInvitation => ({
  kind: 'invitation',
  id,
  email,
  called,
  role,
  invitedBy: by,
  invitedAt: since,
  expiresAt: expiresAt ?? 0,
  licenses,
});

const toFormer = ({ id, name, email, called, role, since, by, hasLeft }: TeamRow): FormerPerson => ({
  kind: 'former',
  person: { id, name, email },
  called,
  role,
  removedAt: since,
  removedBy: by,
  hasLeft,
});

const byName = new Intl.Collator('en', { numeric: true });

/** How many licenses of an organization some people are assigned to, and what these are called. */
async function assignedTo(
  db: Db,
  organization: string,
  people: readonly string[],
): Promise<Map<string, TeamPerson['licenses']>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['assignment.person_id', 'product.name as product', 'edition.name as edition'])
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('license.organization_id', '=', organization)
    .where('assignment.person_id', 'in', people)
    .groupBy(['assignment.person_id', 'product.name', 'edition.name'])
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.person_id)].map(([id, some]) => [
      id,
      {
        count: some.reduce((sum, { count }) => sum + Number(count), 0),
        names: some.map(({ product, edition }) => `${product} ${edition}`).toSorted(byName.compare),
      },
    ]),
  );
}
