import type { Moment } from '../models/time.ts';
import type { Kind } from './kind.ts';
import type { Refusal } from './refusal.ts';
import { ReleaseIndexPayload, ReleaseManifestPayload } from './release.ts';
import { speakers, type TrustRootPayload } from './trust-root.ts';

/** Which releases were asked for. */
export interface ReleaseContext {
  trustRoot: TrustRootPayload | null;
  /** null: whichever it says; for whoever finds a file and asks what it is of. */
  product: string | null;
  channel: string | null;
}

export interface IndexContext extends ReleaseContext {
  /** The last index seen for this product and channel, signed by a key that still counts; null before the first. */
  seen: { sequence: number; digest: string } | null;
}

/** Larger than the others: notes and many files. */
const limit = 256 * 1024;

/** An index that has expired is not refused: without a network there is no newer one. See `freshnessOf`. */
export const releaseIndexKind: Kind<ReleaseIndexPayload, IndexContext> = {
  label: 'RELEASE INDEX',
  extension: '.release-index',
  limit,
  schema: ReleaseIndexPayload,
  signers: (_, { trustRoot }) => [speakers(trustRoot, 'release')],
  judge: ({ payload, digest }, context) => {
    const other = otherRelease(payload, context);
    const { seen } = context;
    if (other || seen === null || digest === seen.digest || payload.sequence > seen.sequence) return other;
    return { code: 'superseded', found: payload.sequence, applied: seen.sequence };
  },
  rank: ({ sequence }) => sequence,
};

export const releaseManifestKind: Kind<ReleaseManifestPayload, ReleaseContext> = {
  label: 'RELEASE MANIFEST',
  extension: '.release-manifest',
  limit,
  schema: ReleaseManifestPayload,
  signers: (_, { trustRoot }) => [speakers(trustRoot, 'release')],
  judge: ({ payload }, context) => otherRelease(payload, context),
  rank: ({ releasedAt }) => releasedAt,
};

/** Whether an index can still be the newest: said to people, never a refusal. */
export const freshnessOf = ({ expiresAt }: Pick<ReleaseIndexPayload, 'expiresAt'>, now: Moment): 'fresh' | 'unknown' =>
  now < expiresAt ? 'fresh' : 'unknown';

function otherRelease(
  { cloud, product, channel }: Pick<ReleaseIndexPayload, 'cloud' | 'product' | 'channel'>,
  wanted: ReleaseContext,
): Refusal | null {
  const { trustRoot } = wanted;
  if (trustRoot !== null && cloud !== trustRoot.cloud) {
    return { code: 'other-cloud', found: cloud, here: trustRoot.cloudName };
  }
  const here = { product: wanted.product ?? product, channel: wanted.channel ?? channel };
  if (product === here.product && channel === here.channel) return null;
  return { code: 'other-product', found: `${product}, ${channel}`, here: `${here.product}, ${here.channel}` };
}
