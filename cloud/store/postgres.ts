import { type Dialect, PostgresDialect } from 'kysely';
import { Pool, types as pgTypes } from 'pg';

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
  return new PostgresDialect({ pool });
}
