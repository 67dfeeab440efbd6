import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, type Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { isTransactionConflict } from './trouble.ts';

export type Engine = 'sqlite' | 'postgres';
export type Write = Transaction<Database>;

export interface Store {
  engine: Engine;
  db: Kysely<Database>;
  /**
   * Runs `work` in one transaction and again when the database asks for it (conflict, deadlock).
   * `work` uses `tx` only, never `db` (SQLite has one connection: it would wait for itself), and waits for nothing but
   * the database. PostgreSQL runs at read committed: what must not change meanwhile is locked first (`lock`).
   */
  write<T>(work: (tx: Write) => Promise<T>): Promise<T>;
  /** Keeps others from changing a row until the transaction ends. */
  lock(tx: Write, table: 'license' | 'machine' | 'member' | 'organization' | 'product', id: string): Promise<void>;
  /** Keeps others from locking a row until the transaction ends; any number may share it, and refer to it with new rows. */
  share(tx: Write, table: 'license' | 'member', id: string): Promise<void>;
  close(): Promise<void>;
}

const attempts = 12;

/** Opens the database: PostgreSQL by address, or a SQLite file. */
export async function openStore(where: { databaseUrl: string } | { file: string }): Promise<Store> {
  const engine: Engine = 'file' in where ? 'sqlite' : 'postgres';
  const db = new Kysely<Database>({ dialect: await dialectFor(where) });
  return {
    engine,
    db,
    async write(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          if (attempt === attempts || !isTransactionConflict(error)) throw error;
          await sleep(Math.random() * 4 * attempt ** 2);
        }
      }
    },
    async lock(tx, table, id) {
      // On SQLite a write transaction holds the whole database already.
      if (engine === 'postgres') await tx.selectFrom(table).select('id').where('id', '=', id).forUpdate().execute();
    },
    async share(tx, table, id) {
      if (engine === 'postgres') await tx.selectFrom(table).select('id').where('id', '=', id).forShare().execute();
    },
    close: () => db.destroy(),
  };
}

/** Each process loads only the engine it uses. */
async function dialectFor(where: { databaseUrl: string } | { file: string }) {
  if ('file' in where) return new (await import('./sqlite.ts')).NodeSqliteDialect(where.file);
  return (await import('./postgres.ts')).postgresDialect(where.databaseUrl);
}
