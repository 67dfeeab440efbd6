import { Failure } from '#shared/errors.ts';
import { type LooseBlock, splitBlocks } from '#shared/files/bundle.ts';
import { RequestId } from '#shared/files/license-request.ts';
import type { ReturnReceiptPayload } from '#shared/files/return-receipt.ts';
import { markCarried, trustedNow } from '#shared/files/time.ts';
import type { Applied, MachineState } from '../../services/ports.ts';
import type { Core } from './core.ts';
import { type Found, findLicense, findReceipts, type Finding, firstRefusal } from './find.ts';
import type { AppliedLicense } from './load.ts';
import { findNextRoot, type FoundRoot, pinnedCloud } from './roots.ts';
import { settleReturns, stillOpen } from './settle.ts';

/** Applies what was carried here (F5): all of it is found and judged first, then it is written, so that trouble changes nothing. */
export function createApply(core: Core): Pick<MachineState, 'applyCarried'> {
  return {
    applyCarried: (text) =>
      core.inTurn(async () => {
        if (core.isWiped) throw new Failure('identity-wiped', {});
        const blocks = splitBlocks(text);
        if (blocks.length > 0 && !core.root) throw new Failure('no-cloud-yet', {});
        const found = await findAll(core, blocks);
        const { root, license, receipts } = found;
        if (!root.found && !license.found && receipts.found.length === 0) {
          throw new Failure('file-refused', { refusal: firstRefusal(core, blocks, found) });
        }
        await write(core, root.found, license.found);
        if (license.found) await record(core, license.found.opened);
        await keepReceipts(core, receipts.found, license.found?.opened ?? null);
        return summary(found);
      }),
  };
}

interface Everything {
  root: Finding<FoundRoot | null>;
  license: Finding<Found<AppliedLicense> | null>;
  receipts: Finding<ReturnReceiptPayload[]>;
}

/** A newer trust root comes first: a license on the same stick may be signed with a key that only it knows. */
async function findAll(core: Core, blocks: readonly LooseBlock[]): Promise<Everything> {
  const root = findNextRoot(core, blocks);
  const trusted = root.found?.root ?? core.root;
  return {
    root,
    license: await findLicense(core, blocks, trusted),
    receipts: await findReceipts(core, blocks, trusted),
  };
}

/**
 * Trust root and license are two files: the license waits beside the one in use until the root is on disk, and a kill in
 * between is mended at the next start (load.ts). There is no moment at which the license on disk has no key to it.
 */
async function write(core: Core, root: FoundRoot | null, license: Found<AppliedLicense> | null): Promise<void> {
  const { files } = core;
  if (root) {
    if (license) await files.write('nextLicense', license.text);
    await files.write('trustRoot', root.text);
    core.root = root.root;
    if (license) await files.move('nextLicense', 'license');
    else await core.reopenLicense();
  } else if (license) {
    await files.write('license', license.text);
  }
}

/** From here on the new license counts, even if the record cannot be written (see load.ts, adopt). */
async function record(core: Core, opened: AppliedLicense): Promise<void> {
  const reading = core.reading();
  const { sequence, issuedAt, answers } = opened.payload;
  const time = markCarried(core.record.time, issuedAt, reading);
  const appliedAt = trustedNow(time, reading);
  const { digest } = opened;
  core.license = opened;
  core.record = {
    ...core.record,
    applied: { sequence, digest },
    time,
    requests: stillOpen(core.openRequests(), opened.payload),
    carried: { request: RequestId.safeParse(answers).data ?? null, sequence, digest, appliedAt, file: null },
  };
  await core.keep({});
}

async function keepReceipts(
  core: Core,
  receipts: readonly ReturnReceiptPayload[],
  license: AppliedLicense | null,
): Promise<void> {
  const received = core.returns.map((each) => {
    const receipt = receipts.find(({ lease }) => lease === each.payload.lease);
    return receipt ? { ...each, freedAt: receipt.freedAt, hasReceipt: true } : each;
  });
  const returns = license ? settleReturns(received, license.payload) : received;
  const isChanged = returns.some((each, at) => each !== core.returns[at]);
  if (isChanged) await core.keepReturns(returns);
}

function summary({ root, license, receipts }: Everything): Applied {
  const applied = license.found?.opened.payload;
  return {
    license: applied ? { sequence: applied.sequence, notices: applied.notices } : null,
    receipts: receipts.found.map(({ lease }) => lease),
    root: root.found ? pinnedCloud(root.found.root.payload) : null,
  };
}
