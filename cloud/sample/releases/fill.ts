import { day, type Moment } from '#shared/models/time.ts';
import type { CloudParts } from '../../context.ts';
import { sampleFact } from '../../operations/about.ts';
import { putManifest, putRelease } from '../../publish/put-release.ts';
import { yankRelease } from '../../releases/change.ts';
import { publishRelease } from '../../releases/publish.ts';
import { sampleReleases } from './all.ts';
import { fileOf, type SampleSize } from './files.ts';

export type Filling = Pick<CloudParts, 'clock' | 'config' | 'keys' | 'random' | 'releases' | 'store'>;
type Sample = (typeof sampleReleases)[number];

/** Fathom, who sells what the sample studio uses. */
const vendor = { caller: null, address: null, isLocalVendor: true };
const beginning = 'sample-releases';

/**
 * Makes the releases of the sample and publishes them, one after the other. What is there already is left alone, so it
 * goes on after an interruption. Rejects with the reason of the signal.
 */
export async function fillSampleReleases(parts: Filling, size: SampleSize, signal: AbortSignal): Promise<void> {
  const missing = await missingReleases(parts);
  if (missing.length === 0) return;
  const from = await begun(parts);
  for (const sample of missing) {
    signal.throwIfAborted();
    await publish(parts, sample, { size, from, signal });
  }
}

/** What a cloud of the sample has not, the newest first; nothing for any other cloud, and for one without a place for releases. */
export async function missingReleases({ config, store: { db } }: Pick<Filling, 'config' | 'store'>): Promise<Sample[]> {
  const isSample = await db.selectFrom('cloud_fact').select('name').where('name', '=', sampleFact).executeTakeFirst();
  if (!isSample || config.releases === null) return [];
  const products = await db.selectFrom('product').select('id').execute();
  const present = await db.selectFrom('release').select(['product_id', 'version']).execute();
  return sampleReleases.filter(
    ({ product, release }) =>
      products.some(({ id }) => id === product.id) &&
      !present.some(({ product_id, version }) => product_id === product.id && version === release.version),
  );
}

/** Days count from when it was begun first, so that an interruption never changes which release is the newest. */
async function begun({ store: { db }, clock }: Filling): Promise<Moment> {
  await db
    .insertInto('cloud_fact')
    .values({ name: beginning, value: String(clock.now()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const fact = await db
    .selectFrom('cloud_fact')
    .select('value')
    .where('name', '=', beginning)
    .executeTakeFirstOrThrow();
  return Number(fact.value);
}

async function publish(
  parts: Filling,
  sample: Sample,
  { size, from, signal }: { size: SampleSize; from: Moment; signal: AbortSignal },
): Promise<void> {
  const { product, release } = sample;
  const { version, channel = 'stable', notes, minimumVersion = null, yanked } = release;
  const which = { product: product.id, version };
  const files = release.files.map((line) => fileOf(sample, line, size));
  const artifacts = await putRelease(parts, { ...which, files }, { signal });
  await publishRelease(
    parts,
    {
      doer: vendor,
      write: (work) =>
        parts.store.write(async (tx) => {
          const published = await work(tx);
          if (yanked !== undefined) await yankRelease(parts, vendor, tx, which, yanked);
          return published;
        }),
    },
    { ...which, channel, notes, minimumVersion, artifacts },
    from - release.daysAgo * day,
  );
  await putManifest(parts, which);
}
