import { isDeepStrictEqual } from 'node:util';
import type { ReleaseManifestPayload } from '#shared/files/release.ts';

/** What whoever publishes says of a release; the rest the cloud knows. */
export type NewRelease = Omit<ReleaseManifestPayload, 'cloud' | 'productName' | 'releasedAt'>;

/** Whether this is what was published under that version. */
export function isSameRelease(published: ReleaseManifestPayload, wanted: NewRelease): boolean {
  const { cloud, productName, releasedAt } = published;
  return isDeepStrictEqual(published, { ...wanted, cloud, productName, releasedAt });
}
