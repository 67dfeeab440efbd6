import type { Kysely } from 'kysely';
import { ReleaseIndexPayload } from '#shared/files/release.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** What a channel of a product offers, as it is signed; null before the first release. */
export async function readIndex(db: Db, product: string, channel: string): Promise<ReleaseIndexPayload | null> {
  const row = await db
    .selectFrom('release_index')
    .select('payload')
    .where('product_id', '=', product)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row ? ReleaseIndexPayload.parse(JSON.parse(row.payload)) : null;
}

/** Puts an index in the place of the one before. */
export async function keepIndex(db: Db, index: ReleaseIndexPayload): Promise<void> {
  const values = { sequence: index.sequence, payload: JSON.stringify(index), expires_at: index.expiresAt };
  await db
    .insertInto('release_index')
    .values({ product_id: index.product, channel: index.channel, ...values })
    .onConflict((conflict) => conflict.columns(['product_id', 'channel']).doUpdateSet(values))
    .execute();
}

/** The channels whose index expires before a moment. */
export async function indexesThatExpire(db: Db, before: number): Promise<{ product: string; channel: string }[]> {
  return db
    .selectFrom('release_index')
    .select(['product_id as product', 'channel'])
    .where('expires_at', '<', before)
    .execute();
}
