import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import type { Store } from './open.ts';

/** Brings the database to the newest schema. Any number of processes may do it at once: one does, the others wait. */
export async function migrate(store: Pick<Store, 'db'>): Promise<void> {
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
