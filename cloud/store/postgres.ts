import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** PostgreSQL with 64-bit integers read as numbers: ours are counts and milliseconds, far below 2^53. */
export function postgresDialect(url: string): Dialect {
  const types = {
    getTypeParser(oid: number, format?: 'text' | 'binary') {
      if (oid === pg.types.builtins.INT8) return Number;
      return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid);
    },
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000, types });
  // An idle connection that breaks (database restarted) is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
