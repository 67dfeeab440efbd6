import { joinFiles, type LooseBlock } from '#shared/files/bundle.ts';
import type { Genuine } from '#shared/files/kind.ts';
import type { Context, KindName, Payload } from '#shared/files/kinds.ts';
import { open, type Opening } from '#shared/files/open.ts';
import type { Refusal, RefusalCode } from '#shared/files/refusal.ts';
import type { ReturnReceiptPayload } from '#shared/files/return-receipt.ts';
import type { Core } from './core.ts';
import type { AppliedLicense, Root } from './load.ts';

/** What was looked for in carried text, and why nothing else was taken; null when nothing of its kind was there. */
export interface Finding<Result> {
  found: Result;
  refusal: Refusal | null;
}

export interface Found<Content> {
  opened: Content;
  /** The one block it was found in. */
  text: string;
}

/** Verifying goes on in steps of so many blocks, so that heartbeat and window never wait for a full stick. */
const atOnce = 20;

const ofKind = (blocks: readonly LooseBlock[], kind: KindName) => blocks.filter((block) => block.kind === kind);

/** The license for this machine with the highest number. */
export async function findLicense(
  core: Core,
  blocks: readonly LooseBlock[],
  root: Root | null,
): Promise<Finding<Found<AppliedLicense> | null>> {
  const context: Context<'license'> = {
    trustRoot: root?.payload ?? null,
    machine: core.machineRef(),
    now: core.now(),
    applied: core.record.applied,
    returned: core.record.returned,
    purpose: { for: 'import' },
  };
  let best: Found<AppliedLicense> | null = null;
  const refusals: Refusal[] = [];
  await forEach(core, 'license', ofKind(blocks, 'license'), context, (opened, { text }) => {
    if (!opened.accepted) refusals.push(opened.refusal);
    else if (!best || opened.payload.sequence > best.opened.payload.sequence) best = { opened: genuine(opened), text };
  });
  return { found: best, refusal: furthest(refusals) };
}

/** Every receipt of something this machine gave back. */
export async function findReceipts(
  core: Core,
  blocks: readonly LooseBlock[],
  root: Root | null,
): Promise<Finding<ReturnReceiptPayload[]>> {
  const context: Context<'return-receipt'> = {
    trustRoot: root?.payload ?? null,
    machine: core.machineRef(),
    returns: core.proofs(),
  };
  const found: ReturnReceiptPayload[] = [];
  const refusals: Refusal[] = [];
  await forEach(core, 'return-receipt', ofKind(blocks, 'return-receipt'), context, (opened) => {
    if (opened.accepted) found.push(opened.payload);
    else refusals.push(opened.refusal);
  });
  return { found, refusal: furthest(refusals) };
}

async function forEach<Name extends KindName>(
  { platform }: Core,
  kind: Name,
  blocks: readonly LooseBlock[],
  context: Context<Name>,
  take: (opened: Opening<Payload<Name>>, block: LooseBlock) => void,
): Promise<void> {
  for (const [at, block] of blocks.entries()) {
    if (at > 0 && at % atOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    take(open(platform, kind, block.text, context), block);
  }
}

/**
 * Why nothing of a text could be used: what stands against its licenses says most, then receipts, then trust roots. A
 * text of other kinds has the wrong kind, and one without blocks is none of ours.
 */
export function firstRefusal(
  { platform, machineRef }: Core,
  blocks: readonly LooseBlock[],
  { license, receipts, root }: Record<'license' | 'receipts' | 'root', Finding<unknown>>,
): Refusal {
  const refusal = furthest([license.refusal, receipts.refusal].filter((each) => each !== null)) ?? root.refusal;
  if (refusal) return refusal;
  const context: Context<'license'> = {
    trustRoot: null,
    machine: machineRef(),
    now: 0,
    applied: null,
    returned: [],
    purpose: { for: 'import' },
  };
  // None of these is a license: the answer can only be a refusal.
  const opened = open(platform, 'license', joinFiles(blocks.slice(0, atOnce).map(({ text }) => text)), context);
  return opened.accepted ? { code: 'not-a-greenroom-file' } : opened.refusal;
}

/** How far each refusal lets a block come; the rest are about this place and time. */
const steps: Partial<Record<RefusalCode, number>> = {
  'not-a-greenroom-file': 0,
  damaged: 1,
  'unknown-version': 2,
  'wrong-kind': 2,
  'untrusted-key': 3,
  'bad-signature': 3,
};
const howFar = ({ code }: Refusal) => steps[code] ?? 4;

function furthest(refusals: readonly Refusal[]): Refusal | null {
  let best: Refusal | null = null;
  for (const refusal of refusals) if (best === null || howFar(refusal) > howFar(best)) best = refusal;
  return best;
}

const genuine = <Content>({ payload, digest }: Genuine<Content>): Genuine<Content> => ({ payload, digest });
