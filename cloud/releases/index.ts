import type { ReleaseIndexPayload } from '#shared/files/release.ts';
import { releaseIndexKind } from '#shared/files/release-rules.ts';
import { day } from '#shared/models/time.ts';
import type { CloudParts } from '../context.ts';
import type { Write } from '../store/open.ts';
import { releasesOf } from '../store/queries/release.ts';
import { indexesThatExpire, keepIndex, readIndex } from '../store/queries/release-index.ts';

const lifetime = 30 * day;
/** An index with less left than this is renewed, so that nobody who has a network now and then sees one expire. */
const leastLeft = 15 * day;
/** As many releases as an index may name (files/release.ts). */
const most = 500;

interface Channel {
  product: string;
  channel: string;
}
type Signing = Pick<CloudParts, 'clock' | 'keys'>;

/**
 * Writes the next index of a channel: its published releases, the newest first, as many as a file holds, and which of
 * them were taken back. Whoever calls has locked the product, so that no two write the same sequence.
 */
export async function renewIndex(tx: Write, { clock, keys }: Signing, where: Channel): Promise<ReleaseIndexPayload> {
  const before = await readIndex(tx, where.product, where.channel);
  const all = await releasesOf(tx, [where.product]);
  const now = clock.now();
  const indexOf = (releases: typeof all): ReleaseIndexPayload => ({
    cloud: keys.cloudId,
    product: where.product,
    channel: where.channel,
    sequence: (before?.sequence ?? 0) + 1,
    issuedAt: now,
    expiresAt: now + lifetime,
    releases: releases.map(({ manifest: { version }, digest: manifest }) => ({ version, manifest })),
    yanked: releases.flatMap(({ manifest: { version }, yanked: reason }) =>
      reason === null ? [] : { version, reason },
    ),
  });
  let listed = all.filter(({ manifest }) => manifest.channel === where.channel).slice(0, most);
  while (keys.signIndex(indexOf(listed)).length > releaseIndexKind.limit) {
    listed = listed.slice(0, Math.floor(listed.length * 0.9));
  }
  const index = indexOf(listed);
  await keepIndex(tx, index);
  return index;
}

/** The index of a channel as it is to be given out: renewed first when it would expire soon. */
export async function currentIndex(
  parts: Signing & Pick<CloudParts, 'store'>,
  where: Channel,
): Promise<ReleaseIndexPayload> {
  const { store, clock } = parts;
  const isGood = (index: ReleaseIndexPayload | null) =>
    index !== null && index.expiresAt - clock.now() >= leastLeft ? index : null;
  const known = isGood(await readIndex(store.db, where.product, where.channel));
  return (
    known ??
    store.write(async (tx) => {
      await store.lock(tx, 'product', where.product);
      return isGood(await readIndex(tx, where.product, where.channel)) ?? renewIndex(tx, parts, where);
    })
  );
}

/** Renews every index that would expire soon, also of products that nobody asks for. */
export async function renewIndexes(parts: Signing & Pick<CloudParts, 'store'>): Promise<void> {
  const soon = await indexesThatExpire(parts.store.db, parts.clock.now() + leastLeft);
  for (const where of soon) await currentIndex(parts, where);
}
