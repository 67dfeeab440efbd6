import { type Expression, type ExpressionBuilder, type Kysely, sql, type SqlBool } from 'kysely';
import type { LicenseToAssign } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

interface Edition {
  /** Product and edition, as one text that is compared. */
  key: string;
  name: string;
}

/** Everything that can be licensed, by name: as many as there are in the catalogue, not in the organization. */
async function editionsIn(db: Db): Promise<Edition[]> {
  const rows = await db
    .selectFrom('edition')
    .innerJoin('product', 'product.id', 'edition.product_id')
    .select(['product.id as product', 'edition.id as edition', 'product.name', 'edition.name as editionName'])
    .execute();
  return rows.map(({ product, edition, name, editionName }) => ({
    key: `${product}/${edition}`,
    name: `${name} ${editionName}`,
  }));
}

const keyOf = sql<string>`license.product_id || '/' || license.edition_id`;

/**
 * The names of licenses that a search may be about, by the person they are assigned to, or the invitation they are
 * promised with. Licenses that none of the words is about are left out.
 */
export async function namesToSearch(
  db: Db,
  organization: string,
  words: readonly string[],
): Promise<Map<string, string>> {
  if (words.length === 0) return new Map();
  const editions = (await editionsIn(db)).filter(({ name }) => words.some((word) => name.toLowerCase().includes(word)));
  if (editions.length === 0) return new Map();
  const keys = editions.map(({ key }) => key);
  const rows = await db
    .selectFrom('license')
    .innerJoin('assignment', 'assignment.license_id', 'license.id')
    .select(['assignment.person_id as line', keyOf.as('key')])
    .where('license.organization_id', '=', organization)
    .where(keyOf, 'in', keys)
    .unionAll(
      db
        .selectFrom('license')
        .innerJoin('invitation_license', 'invitation_license.license_id', 'license.id')
        .select(['invitation_license.invitation_id as line', keyOf.as('key')])
        .where('license.organization_id', '=', organization)
        .where(keyOf, 'in', keys),
    )
    .execute();
  const names = new Map(editions.map(({ key, name }) => [key, name]));
  return new Map(
    [...Map.groupBy(rows, ({ line }) => line)].map(([line, some]) => [
      line,
      [...new Set(some.map(({ key }) => names.get(key) ?? ''))].join('\n'),
    ]),
  );
}

interface LicensesWanted {
  organization: string;
  words: readonly string[];
  /** Without those that are theirs already. */
  person?: string | undefined;
  most: number;
}

/** Licenses that can be given to somebody: of this organization, and not over. */
export async function licensesToAssign(
  db: Db,
  { organization, words, person, most }: LicensesWanted,
  now: Moment,
): Promise<{ licenses: LicenseToAssign[]; total: number }> {
  const editions = await editionsIn(db);
  const found = db
    .selectFrom('license')
    .where('license.organization_id', '=', organization)
    .where('license.revoked_at', 'is', null)
    .where(({ eb, or }) => or([eb('license.ends_at', 'is', null), eb('license.ends_at', '>', now)]))
    .where(({ eb, and }) => and(words.map((word) => isAbout(eb, word, editions))))
    .$if(person !== undefined, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('assignment')
              .select('person_id')
              .whereRef('license_id', '=', 'license.id')
              .where('person_id', '=', person ?? ''),
          ),
        ),
      ),
    );
  const { total } = await found
    .select(({ fn }) => fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .select(['license.id', 'license.kind', 'license.seats', 'license.ends_at', keyOf.as('key')])
    .select(({ selectFrom }) =>
      selectFrom('assignment')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .whereRef('license_id', '=', 'license.id')
        .as('assigned'),
    )
    .orderBy(keyOf)
    .orderBy('license.id')
    .limit(most)
    .execute();
  const names = new Map(editions.map(({ key, name }) => [key, name]));
  const licenses = rows.map(({ id, kind, seats, ends_at: endsAt, key, assigned }) => ({
    id,
    name: names.get(key) ?? key,
    kind,
    seats,
    assigned: Number(assigned),
    endsAt,
  }));
  return { licenses, total: Number(total) };
}

/** Whether a word is in what a license is called, or in its number. */
function isAbout(
  eb: ExpressionBuilder<Database, 'license'>,
  word: string,
  editions: readonly Edition[],
): Expression<SqlBool> {
  const keys = editions.filter(({ name }) => name.toLowerCase().includes(word)).map(({ key }) => key);
  const isNumber = sql<SqlBool>`lower(license.id) like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
  return keys.length === 0 ? isNumber : eb.or([isNumber, eb(keyOf, 'in', keys)]);
}
