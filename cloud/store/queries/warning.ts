import type { Kysely } from 'kysely';
import type { Person } from '#shared/models/person.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Warning } from '../../rules/warnings.ts';
import type { Database } from '../schema.ts';
import { oneLine } from '../values.ts';

type Db = Kysely<Database>;

/** Databases take so many values in one statement, and more. */
const atOnce = 5_000;
const lastLook = 'warnings-looked-at';

/** When ends were last looked at, by any process; null before the first time. */
export async function lastLookAt(db: Db): Promise<Moment | null> {
  const row = await db.selectFrom('cloud_fact').select('value').where('name', '=', lastLook).executeTakeFirst();
  return row ? Number(row.value) : null;
}

export async function noteLook(db: Db, now: Moment): Promise<void> {
  const value = String(now);
  await db
    .insertInto('cloud_fact')
    .values({ name: lastLook, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Writes down that warnings are given; answers those that nobody has given before. Of several processes each warning falls to one. */
export async function claimWarnings<End>(
  db: Db,
  warnings: readonly Warning<End>[],
  now: Moment,
): Promise<Warning<End>[]> {
  const mine: Warning<End>[] = [];
  for (const some of inGroups(warnings)) {
    const rows = some.map(({ subject, endsAt, days }) => ({ subject, ends_at: endsAt, days, sent_at: now }));
    const won = await db
      .insertInto('warning')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('subject')
      .execute();
    const subjects = new Set(won.map((row) => row.subject));
    mine.push(...some.filter(({ subject }) => subjects.has(subject)));
  }
  return mine;
}

/** Forgets warnings of ends that are over. */
export async function forgetWarnings(db: Db, before: Moment): Promise<void> {
  await db.deleteFrom('warning').where('ends_at', '<', before).execute();
}

/** The people to whom licenses are assigned that end between two moments, by license. */
export async function assigneesOf(db: Db, ends: { after: Moment; until: Moment }): Promise<Map<string, Person[]>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .innerJoin('user', 'user.id', 'assignment.person_id')
    .innerJoin('member', (join) =>
      join
        .onRef('member.userId', '=', 'assignment.person_id')
        .onRef('member.organizationId', '=', 'license.organization_id'),
    )
    .select(['assignment.license_id', 'user.id', 'user.name', 'user.email'])
    .where('license.ends_at', '>', ends.after)
    .where('license.ends_at', '<=', ends.until)
    .execute();
  const assignees = new Map<string, Person[]>();
  for (const { license_id, id, name, email } of rows) add(assignees, license_id, { id, name: oneLine(name), email });
  return assignees;
}

/** Managers and Owners, by organization. */
export async function leadersBy(db: Db, organizations: readonly string[]): Promise<Map<string, Person[]>> {
  const leaders = new Map<string, Person[]>();
  for (const some of inGroups(organizations)) {
    const rows = await db
      .selectFrom('member')
      .innerJoin('user', 'user.id', 'member.userId')
      .select(['member.organizationId', 'user.id', 'user.name', 'user.email'])
      .where('member.organizationId', 'in', some)
      .where('member.role', 'in', ['manager', 'owner'])
      .execute();
    for (const { organizationId, id, name, email } of rows)
      add(leaders, organizationId, { id, name: oneLine(name), email });
  }
  return leaders;
}

function add<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function* inGroups<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += atOnce) yield items.slice(at, at + atOnce);
}
