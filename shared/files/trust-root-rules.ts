import type { Genuine, Kind } from './kind.ts';
import { keyIdOf } from './keys.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';
import { keysOf, TrustRootPayload } from './trust-root.ts';

/** `pinned`: the trust root that is believed here; null before the first, which a person compares by its fingerprint. */
export interface TrustRootContext {
  pinned: { payload: TrustRootPayload; digest: string } | null;
}

export const trustRootKind: Kind<TrustRootPayload, TrustRootContext> = {
  label: 'TRUST ROOT',
  extension: '.trust-root',
  limit: 64 * 1024,
  schema: TrustRootPayload,
  /** Signed by a root key of its own, and by one of the version before it: N+1 is believed because N says so. */
  signers: (payload, { pinned }) =>
    [pinned?.payload ?? payload, payload].map((root) => ({ keys: keysOf(root, 'root'), owner: root.cloudName })),
  judge: (opened, { pinned }, platform) => unsoundKeys(opened.payload, platform) ?? notTheNext(opened, pinned),
  /** Of all versions in one file the newest is shown; of a pinned one only the next is acceptable at all. */
  rank: (payload) => payload.version,
};

function unsoundKeys({ keys }: TrustRootPayload, platform: FilePlatform): Refusal | null {
  const isSound =
    new Set(keys.map((key) => key.id)).size === keys.length &&
    keys.every((key) => keyIdOf(platform, key.publicKey) === key.id);
  return isSound ? null : { code: 'damaged', part: 'content' };
}

function notTheNext(
  { payload, digest }: Genuine<TrustRootPayload>,
  pinned: TrustRootContext['pinned'],
): Refusal | null {
  if (pinned === null) return null;
  const { cloud, cloudName, version } = pinned.payload;
  if (digest === pinned.digest) return { code: 'already-applied', sequence: version };
  if (payload.cloud !== cloud) return { code: 'other-cloud', found: payload.cloudName, here: cloudName };
  if (payload.version !== version + 1) return { code: 'superseded', found: payload.version, applied: version };
  return null;
}
