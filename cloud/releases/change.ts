import { Failure } from '#shared/errors.ts';
import type { Release } from '#shared/models/release.ts';
import type { CloudParts } from '../context.ts';
import { type Doer, recordDeed } from '../operations/audit.ts';
import type { Write } from '../store/open.ts';
import { changeRelease, releaseAt } from '../store/queries/release.ts';
import { renewIndex } from './index.ts';
import { releaseOf } from './publish.ts';

type Parts = Pick<CloudParts, 'clock' | 'keys' | 'random' | 'store'>;

export interface Which {
  product: string;
  version: string;
}

/** Takes a release back: it stays in sight with the reason, and can be downloaded no more. Throws `not-found`. */
export function yankRelease(parts: Parts, doer: Doer, tx: Write, which: Which, reason: string): Promise<Release> {
  const by = doer.caller?.person.id ?? null;
  const yanked = { yanked_at: parts.clock.now(), yanked_reason: reason, yanked_by: by };
  return change(parts, doer, tx, { ...which, verb: 'yank', to: yanked, details: { reason } });
}

/** Makes a release that was taken back available again. Throws `not-found`. */
export function unyankRelease(parts: Parts, doer: Doer, tx: Write, which: Which): Promise<Release> {
  const available = { yanked_at: null, yanked_reason: null, yanked_by: null };
  return change(parts, doer, tx, { ...which, verb: 'unyank', to: available });
}

/** Removes a release from sight. Throws `not-found`. */
export async function unpublishRelease(parts: Parts, doer: Doer, tx: Write, which: Which): Promise<void> {
  await change(parts, doer, tx, { ...which, verb: 'unpublish', to: { unpublished_at: parts.clock.now() } });
}

interface Change extends Which {
  verb: 'yank' | 'unyank' | 'unpublish';
  to: Parameters<typeof changeRelease>[2];
  details?: Record<string, unknown>;
}

/** Changes a release that is in sight, with the index that says so and the deed on record. */
async function change(
  parts: Parts,
  doer: Doer,
  tx: Write,
  { product, version, verb, to, details = {} }: Change,
): Promise<Release> {
  await parts.store.lock(tx, 'product', product);
  const before = await releaseAt(tx, product, version);
  if (before === null || before.isUnpublished) throw new Failure('not-found', {});
  await changeRelease(tx, { product, version }, to);
  await renewIndex(tx, parts, before.manifest);
  const deed = { action: `release.${verb}`, organization: null, subject: `${product} ${version}`, details };
  await recordDeed(parts, doer, tx, deed);
  return releaseOf({ ...before, yanked: to.yanked_reason === undefined ? before.yanked : to.yanked_reason });
}
