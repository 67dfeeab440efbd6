import {
  type Dialect,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { Pool, type PoolClient, types as pgTypes } from 'pg';
import { isPrepared } from './prepared.ts';

const int8: number = pgTypes.builtins.INT8;

/** PostgreSQL with 64-bit integers read as numbers: ours are counts and milliseconds, far below 2^53. */
export function postgresDialect(url: string): Dialect {
  const types = {
    getTypeParser(oid: number, format?: 'text' | 'binary') {
      if (oid === int8) return Number;
      return format === 'binary' ? pgTypes.getTypeParser(oid, 'binary') : pgTypes.getTypeParser(oid);
    },
  };
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000, types });
  // An idle connection that breaks (database restarted) is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const connect = async () => preparing(await pool.connect());
  return new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } });
}

/** Statements that are marked for it are planned once on each connection: pg knows them by name. */
const names = new Map<string, string>();

function preparing(client: PoolClient): PostgresPoolClient {
  return { query, release: (destroy) => client.release(destroy) };

  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query(text: unknown, values?: unknown): unknown {
    if (typeof text !== 'string' || !Array.isArray(values)) throw new TypeError('cursors are not used here');
    return client.query({ text, values, ...(isPrepared(text) && { name: nameOf(text) }) });
  }
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `prepared ${names.size}`;
  names.set(text, name);
  return name;
}
