import { sql } from 'kysely';
import type { Store } from '#cloud/store/open.ts';
import type { Moment } from '#shared/models/time.ts';
import { seedAudit } from './seed-audit.ts';
import { seedLeases } from './seed-leases.ts';
import { seedLicenses } from './seed-licenses.ts';
import { seedPeople } from './seed-people.ts';
import { type Sizes, sizes } from './sizes.ts';

/** Fills one organization to the size that every list of the portal must be quick for; always the same. */
export async function seedPortal(
  store: Store,
  { organization, now, size = sizes }: { organization: string; now: Moment; size?: Sizes },
): Promise<void> {
  await seedPeople(store, organization, size, now);
  await seedLicenses(store, organization, size, now);
  await seedLeases(store, size, now);
  await seedAudit(store, organization, size, now);
  await haveLookedAt(store);
}

/** What a database does by itself after a while. */
export const haveLookedAt = ({ db }: Pick<Store, 'db'>) => sql`analyze`.execute(db);
