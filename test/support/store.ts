import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, onTestFinished } from 'vitest';
import { migrate } from '#cloud/store/migrate.ts';
import { type Engine, openStore, type Store } from '#cloud/store/open.ts';
import { cluster, copiedPostgres, freshPostgres, hasPostgres } from './postgres.ts';

export type Where = { databaseUrl: string } | { file: string };

/** Defines the same tests for SQLite and for PostgreSQL. */
export function forEachEngine(define: (engine: Engine) => void): void {
  describe('sqlite', () => {
    define('sqlite');
  });
  describe.skipIf(!hasPostgres)(`postgres${hasPostgres ? '' : ' (skipped: no PostgreSQL)'}`, () => {
    // Starting it takes longer than a test may.
    beforeAll(async () => void (await cluster()));
    define('postgres');
  });
}

/** A new, empty database. A SQLite file is removed when the test ends, a PostgreSQL one with its cluster. */
export async function freshDatabase(engine: Engine): Promise<Where> {
  if (engine === 'postgres') return { databaseUrl: await freshPostgres() };
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { file: join(folder, 'cloud.sqlite') };
}

/** A new database for a cloud to begin with. PostgreSQL has the newest schema in it, which takes longer there. */
export async function readyDatabase(engine: Engine): Promise<Where> {
  if (engine === 'sqlite') return freshDatabase(engine);
  const migrated = async (databaseUrl: string) => {
    const store = await openStore({ databaseUrl });
    await migrate(store);
    await store.close();
  };
  return { databaseUrl: await copiedPostgres(migrated) };
}

/** A new database with the newest schema; closed when the test ends. */
export async function freshStore(engine: Engine, where?: Where): Promise<Store> {
  const store = await openStore(where ?? (await readyDatabase(engine)));
  onTestFinished(() => store.close());
  await migrate(store);
  return store;
}
