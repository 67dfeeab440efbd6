import { Failure } from '#shared/errors.ts';
import { ReleaseManifestPayload } from '#shared/files/release.ts';
import { releaseManifestKind } from '#shared/files/release-rules.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Release } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { type Doer, recordDeed } from '../operations/audit.ts';
import { clashOf } from '../rules/release-names.ts';
import { isSameRelease, type NewRelease } from '../rules/same-release.ts';
import {
  addRelease,
  changeRelease,
  nameOfProduct,
  type PublishedRelease,
  releaseAt,
} from '../store/queries/release.ts';
import { missingFiles } from './files.ts';
import { renewIndex } from './index.ts';

export type Publishing = Pick<CloudParts, 'clock' | 'keys' | 'random' | 'releases' | 'store'>;

/**
 * Makes a release visible whose files are in the store. Done once more with the same content it changes nothing, so an
 * interrupted command may be run again; one that was unpublished becomes visible again.
 * Throws `not-found`, `already-published`, `release-incomplete`, `invalid-input`.
 */
export async function publishRelease(
  parts: Publishing,
  { doer, write }: { doer: Doer; write: GuardedContext['write'] },
  release: NewRelease,
  releasedAt: Moment,
): Promise<Release> {
  const { store, keys } = parts;
  const { product, version } = release;
  const productName = await nameOfProduct(store.db, product);
  if (productName === null) throw new Failure('not-found', {});
  const manifest = ReleaseManifestPayload.parse({ ...release, productName, cloud: keys.cloudId, releasedAt });
  await check(parts, manifest);
  return write(async (tx) => {
    await store.lock(tx, 'product', product);
    const known = await releaseAt(tx, product, version);
    if (known) refuseOther(known, manifest);
    if (known && !known.isUnpublished) return releaseOf(known);
    if (known) await changeRelease(tx, manifest, { unpublished_at: null });
    else await addRelease(tx, { manifest, digest: digestOf(manifest), by: doer.caller?.person.id ?? null });
    await renewIndex(tx, parts, manifest);
    await recordDeed(parts, doer, tx, {
      action: 'release.publish',
      organization: null,
      subject: `${product} ${version}`,
      details: { channel: release.channel, artifacts: release.artifacts.length },
    });
    return releaseOf(known ?? { manifest, yanked: null });
  });
}

/** Everything that needs no lock, and the store, which may be far away. */
async function check({ store, keys, releases }: Publishing, manifest: ReleaseManifestPayload): Promise<void> {
  const { product, version, artifacts } = manifest;
  const known = await releaseAt(store.db, product, version);
  if (known) refuseOther(known, manifest);
  if (known && !known.isUnpublished) return;
  const clash = clashOf(artifacts);
  if (clash !== null) refuseInput('artifacts', text.cloudReleases.artifactTwice(clash));
  if (keys.signManifest(manifest).length > releaseManifestKind.limit) refuseInput('notes', text.cloudReleases.tooLarge);
  const missing = await missingFiles(releases, manifest);
  if (missing.length > 0) throw new Failure('release-incomplete', { missing });
}

/** A version has one content for ever, whatever became of it. */
function refuseOther({ manifest }: PublishedRelease, wanted: NewRelease): void {
  if (!isSameRelease(manifest, wanted)) throw new Failure('already-published', { version: wanted.version });
}

function refuseInput(field: string, problem: string): never {
  throw new Failure('invalid-input', { problems: [{ field, problem }] });
}

/** SHA-256 of the payload as `seal` writes it. */
const digestOf = (manifest: ReleaseManifestPayload) =>
  Buffer.from(filePlatform.sha256(filePlatform.toBytes(JSON.stringify(manifest)))).toString('hex');

/** A release as it is shown. */
export function releaseOf({ manifest, yanked }: Pick<PublishedRelease, 'manifest' | 'yanked'>): Release {
  const { product, channel, version, releasedAt, notes, minimumVersion, artifacts } = manifest;
  return { product, channel, version, releasedAt, notes, minimumVersion, artifacts, yanked };
}
