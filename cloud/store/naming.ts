import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { statementName } from './prepared.ts';

/** A pool on whose connections prepared statements go by their names: PostgreSQL parses and plans them once. */
export function naming(pool: Pool): PostgresPool {
  return { connect: async () => named(await pool.connect()), end: () => pool.end(), options: pool.options };
}

function named(client: PoolClient): PostgresPoolClient {
  function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query<Row>(sql: string | PostgresCursor<Row>, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new Error('no query of this cloud uses a cursor');
    return client.query({ text: sql, values: [...parameters], name: statementName(sql) });
  }
  return { query, release: (destroy) => client.release(destroy) };
}
