import type { Kysely, Selectable } from 'kysely';
import type { Moment } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { AuditPlace } from '../../rules/audit-page.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
export type DeedRow = Selectable<Database['audit']>;

export interface DeedsWanted {
  organization: string;
  person?: string | undefined;
  from?: Moment | undefined;
  /** Not including this moment. */
  before?: Moment | undefined;
  /** Only older ones. */
  after: AuditPlace | null;
}

/** The next so many deeds of an organization, the newest first. Rows without an organization are the vendor's: never here. */
export async function deedsOf(db: Db, wanted: DeedsWanted, most: number): Promise<DeedRow[]> {
  const { organization, person, from, before, after } = wanted;
  let query = db.selectFrom('audit').selectAll().where('organization_id', '=', organization);
  if (person !== undefined) query = query.where('person_id', '=', person);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (before !== undefined) query = query.where('at', '<', before);
  if (after !== null)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '<', tuple(after.at, after.id)));
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
}

/** What ids are called: people, machines, and the licenses of this organization. Unknown ones are left out. */
export async function namesOf(db: Db, organization: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await db.selectFrom('user').select(['id', 'name']).where('id', 'in', ids).execute();
  const machines = await db.selectFrom('machine').select(['id', 'name']).where('id', 'in', ids).execute();
  const licenses = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['license.id', 'product.name as product', 'edition.name as edition'])
    .where('license.organization_id', '=', organization)
    .where('license.id', 'in', ids)
    .execute();
  const gone = await db.selectFrom('deleted_person').select('id').where('id', 'in', ids).execute();
  return new Map([
    ...gone.map(({ id }) => [id, text.audit.deletedPerson] as const),
    ...[...people, ...machines].map(({ id, name }) => [id, name] as const),
    ...licenses.map(({ id, product, edition }) => [id, `${product} ${edition}`] as const),
  ]);
}
