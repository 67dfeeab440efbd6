import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;
type Values = Record<string, string | number | null>;

const names = new Map<string, string>();

/** The name of a prepared statement; undefined for any other. PostgreSQL parses and plans what has a name only once. */
export const statementName = (sql: string): string | undefined => names.get(sql);

/**
 * A query that is built once and then run with other values: for a heartbeat, building costs more than running.
 * It is built with stand-ins, each different and found nowhere else in the query; when it runs, the values of the same
 * names take their places.
 */
export function prepared<Given extends Values, Row>(
  standIns: Given,
  build: (db: Db, values: Given) => Compilable<Row>,
): (db: Db, values: Given) => Promise<QueryResult<Row>> {
  interface Built {
    query: CompiledQuery<Row>;
    /** For each parameter the value that goes there; null: it is always the same. */
    places: (keyof Given | null)[];
  }
  // Every engine has its own adapter; transactions share it with the database they are of.
  const built = new WeakMap<object, Built>();

  const buildFor = (db: Db): Built => {
    const query = build(db, standIns).compile();
    const places = query.parameters.map((parameter) => keyOf(standIns, parameter));
    if (!names.has(query.sql)) names.set(query.sql, `greenroom-${names.size}`);
    return { query, places };
  };

  return (db, values) => {
    const { adapter } = db.getExecutor();
    const known = built.get(adapter) ?? buildFor(db);
    built.set(adapter, known);
    const { query, places } = known;
    const parameters = places.map((place, at) => (place === null ? query.parameters[at] : values[place]));
    return db.executeQuery({ ...query, parameters });
  };
}

function keyOf<Given extends Values>(standIns: Given, parameter: unknown): keyof Given | null {
  for (const key in standIns) if (standIns[key] === parameter) return key;
  return null;
}
