import type { Kysely } from 'kysely';
import type { Document, DocumentKind, DocumentView } from '#shared/models/document.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

const view = (db: Db) => db.selectFrom('document').select(['kind', 'version', 'title', 'published_at as publishedAt']);

/** All versions, the newest first. */
export const documentsOf = (db: Db): Promise<DocumentView[]> =>
  view(db).orderBy('kind', 'desc').orderBy('number', 'desc').execute();

/** The newest of each kind. */
export const newestDocuments = (db: Db): Promise<DocumentView[]> =>
  view(db)
    .where(({ eb, selectFrom }) =>
      eb(
        'number',
        '=',
        selectFrom('document as other')
          .select(({ fn }) => fn.max('other.number').as('newest'))
          .whereRef('other.kind', '=', 'document.kind'),
      ),
    )
    .orderBy('kind', 'desc')
    .execute();

/** One version with its text, or the newest. */
export async function findDocument(db: Db, kind: DocumentKind, version?: string): Promise<Document | null> {
  const newest = await db
    .selectFrom('document')
    .select('version')
    .where('kind', '=', kind)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const found = await view(db)
    .select('text')
    .where('kind', '=', kind)
    .where('version', '=', version ?? newest?.version ?? '')
    .executeTakeFirst();
  return found ? { ...found, isNewest: found.version === newest?.version } : null;
}

interface NewDocument extends DocumentView {
  text: string;
  publishedBy: string | null;
}

/** Puts a version after all others of its kind. Of two at once, one meets the unique key. */
export async function addDocument(db: Db, { publishedAt, publishedBy, ...document }: NewDocument): Promise<void> {
  const { highest } = await db
    .selectFrom('document')
    .select(({ fn }) => fn.max('number').as('highest'))
    .where('kind', '=', document.kind)
    .executeTakeFirstOrThrow();
  const row = {
    ...document,
    number: (highest ?? 0) + 1,
    published_at: publishedAt,
    published_by: publishedBy,
  };
  await db.insertInto('document').values(row).execute();
}

/** Writes down that a person agreed to some versions; what they agreed to before stays as it was. */
export async function addConsents(
  db: Db,
  person: string,
  documents: readonly { kind: DocumentKind; version: string }[],
  at: number,
): Promise<void> {
  const rows = documents.map(({ kind, version }) => ({ person_id: person, kind, version, given_at: at }));
  await db
    .insertInto('consent')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
