import type { InspectedFile } from '../models/offline.ts';
import type { Moment } from '../models/time.ts';
import { type Block, blocks } from './armour.ts';
import { aboutOf } from './inspect-about.ts';
import { type InspectionPlace, looks, nextAfterRefusal } from './inspect-looks.ts';
import { kindLabelled, type KindName, limitOf } from './kinds.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';
import { foreignBlock, reached, takeStep } from './step.ts';
import { nextTrustRoots, type PinnedTrustRoot } from './trust-root-chain.ts';

/** What is known where a file is looked at: on a machine `cloud` is null, in a cloud `machine` is. */
export interface InspectContext {
  /** Trusted time. */
  now: Moment;
  /** The trust root that is believed here; a cloud's own. null: none yet. */
  trustRoot: PinnedTrustRoot | null;
  machine: { id: string; name: string } | null;
  /** The last license applied on this machine. */
  applied: { sequence: number; digest: string } | null;
  /** Leases this machine gave back. */
  returned: readonly string[];
  /** Ids of the requests that are open on this machine. */
  requests: readonly string[];
  returns: readonly { lease: string; proof: string; isReceived: boolean }[];
  cloud: { id: string; name: string } | null;
}

/**
 * Says of every block in a text what it is, whether it is genuine, and what to do with it (F12): nothing is kept, and
 * nothing is believed. Total: any text gives at least one entry. Goes the way of `open`, so there is no content without a verdict.
 */
export function inspect(platform: FilePlatform, text: string, known: InspectContext): InspectedFile[] {
  const { trustRoot } = known;
  const place = { ...known, chain: trustRoot ? [trustRoot, ...nextTrustRoots(platform, text, trustRoot)] : [] };
  const found = Array.from(blocks(text, limitOf), (block) => inspectBlock(platform, block, place));
  return found.length > 0 ? found : [unreadable(null, { code: 'not-a-greenroom-file' })];
}

function inspectBlock(platform: FilePlatform, block: Block, place: InspectionPlace): InspectedFile {
  const kind = kindLabelled(block.label);
  return kind === null ? unreadable(null, foreignBlock(platform, block)) : inspectAs(platform, kind, block, place);
}

// The name ties the step to the look: both are of the same kind.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function inspectAs<Name extends KindName>(
  platform: FilePlatform,
  kind: Name,
  block: Block,
  place: InspectionPlace,
): InspectedFile {
  const look = looks[kind];
  const step = takeStep(platform, kind, block, (payload) => look.contextOf(payload, place));
  if (step.claim === null) return unreadable(kind, step.refusal);
  // Whoever changed a signed file may have written anything into it.
  if (step.refusal?.code === 'bad-signature') return unreadable(kind, step.refusal);
  // A cloud's own trust root is there to be carried to its machines.
  const refusal = place.cloud && step.refusal?.code === 'already-applied' ? null : step.refusal;
  return {
    kind,
    isGenuine: step.reached >= reached.genuine && (kind !== 'trust-root' || place.chain.length > 0),
    refusal,
    about: aboutOf(kind, step.claim.payload, platform),
    next: refusal ? nextAfterRefusal(kind, refusal) : look.next(step.claim, place, platform),
  };
}

const unreadable = (kind: KindName | null, refusal: Refusal): InspectedFile => ({
  kind,
  isGenuine: false,
  refusal,
  about: null,
  next: nextAfterRefusal(kind, refusal),
});
