import { open } from './open.ts';
import type { FilePlatform } from './platform.ts';
import type { TrustRootContext } from './trust-root-rules.ts';

export type PinnedTrustRoot = NonNullable<TrustRootContext['pinned']>;

/**
 * The versions in a text that follow the pinned one, step by step: each is believed because the one before says so.
 * The last one is to be pinned; empty when there is none.
 */
export function nextTrustRoots(platform: FilePlatform, text: string, pinned: PinnedTrustRoot): PinnedTrustRoot[] {
  const chain: PinnedTrustRoot[] = [];
  for (let last = pinned; ; ) {
    const opened = open(platform, 'trust-root', text, { pinned: last });
    if (!opened.accepted) return chain;
    last = { payload: opened.payload, digest: opened.digest };
    chain.push(last);
  }
}
