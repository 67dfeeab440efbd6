import { Failure } from '#shared/errors.ts';
import { joinFiles, type LooseBlock, splitBlocks } from '#shared/files/bundle.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { open } from '#shared/files/open.ts';
import type { Refusal } from '#shared/files/refusal.ts';
import { nextTrustRoots } from '#shared/files/trust-root-chain.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import type { MachineState, PinnedCloud } from '../../services/ports.ts';
import type { Core } from './core.ts';
import type { Finding } from './find.ts';
import type { Root } from './load.ts';

export interface FoundRoot {
  root: Root;
  /** The one block it was found in: what else is in a file is not for keeping. */
  text: string;
}

/** Whom this machine trusts. The first is compared by a person; each further one is vouched for by the one before. */
export function createRoots(core: Core): Pick<MachineState, 'pinned' | 'readTrustRoot' | 'pin' | 'repin'> {
  async function keep({ root, text }: FoundRoot): Promise<PinnedCloud> {
    await core.files.write('trustRoot', text);
    core.root = root;
    await core.reopenLicense();
    return pinnedCloud(root.payload);
  }

  return {
    pinned: () => core.root && pinnedCloud(core.root.payload),
    readTrustRoot: async (armoured) => pinnedCloud(newest(core, armoured).root.payload),
    pin: (armoured) =>
      core.inTurn(async () => {
        const shown = newest(core, armoured);
        if (core.root === null) return keep(shown);
        if (shown.root.digest === core.root.digest) return pinnedCloud(core.root.payload);
        const { found, refusal } = findNextRoot(core, splitBlocks(armoured));
        if (!found) throw notGenuine(refusal ?? { code: 'not-a-greenroom-file' });
        return keep(found);
      }),
    repin: (armoured) =>
      core.inTurn(async () => {
        const next = newest(core, armoured);
        await core.files.move('license', 'previousLicense');
        core.license = null;
        await core.keep({ applied: null, time: null, lastPick: null, requests: [], carried: null });
        return keep(next);
      }),
  };
}

/** The newest version in a file, which nobody vouches for yet. */
function newest(core: Core, armoured: string): FoundRoot {
  const opened = open(core.platform, 'trust-root', armoured, { pinned: null });
  if (!opened.accepted) throw notGenuine(opened.refusal);
  const root = { payload: opened.payload, digest: opened.digest };
  return { root, text: blockOf(core, splitBlocks(armoured), root, null) };
}

/** The last of the versions that follow the pinned one, step by step. */
export function findNextRoot(core: Core, blocks: readonly LooseBlock[]): Finding<FoundRoot | null> {
  const { platform, root: pinned } = core;
  // A stick may hold the same trust root once for each machine.
  const texts = new Set(blocks.filter(({ kind }) => kind === 'trust-root').map(({ text }) => text));
  if (texts.size === 0 || pinned === null) return { found: null, refusal: null };
  const text = joinFiles([...texts]);
  const chain = nextTrustRoots(platform, text, pinned);
  const root = chain.at(-1);
  if (root) return { found: { root, text: blockOf(core, blocks, root, chain.at(-2) ?? pinned) }, refusal: null };
  const opened = open(platform, 'trust-root', text, { pinned });
  return { found: null, refusal: opened.accepted ? null : opened.refusal };
}

function blockOf({ platform }: Core, blocks: readonly LooseBlock[], root: Root, pinned: Root | null): string {
  const block = blocks.find(({ text }) => {
    const opened = open(platform, 'trust-root', text, { pinned });
    return opened.accepted && opened.digest === root.digest;
  });
  if (!block) throw new Error('a trust root that was found is in no block');
  return block.text;
}

/** What a cloud answered cannot be used; the cause says the same of a file. */
export const notGenuine = (refusal: Refusal) =>
  new Failure('answer-refused', { refusal: refusal.code }, { cause: new Failure('file-refused', { refusal }) });

export const pinnedCloud = (root: TrustRootPayload): PinnedCloud => ({
  cloud: root.cloud,
  name: root.cloudName,
  version: root.version,
  fingerprint: fingerprintOf(root),
});
