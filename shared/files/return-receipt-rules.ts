import type { Kind } from './kind.ts';
import type { Refusal } from './refusal.ts';
import { ReturnReceiptPayload } from './return-receipt.ts';
import { speakers, type TrustRootPayload } from './trust-root.ts';

/** What a machine knows when a receipt is carried to it. */
export interface ReceiptContext {
  /** null before a cloud is pinned: then nothing is genuine. */
  trustRoot: TrustRootPayload | null;
  machine: { id: string; name: string };
  /** What this machine gave back: the digest of each proof, and whether its receipt is here already. */
  returns: readonly { lease: string; proof: string; isReceived: boolean }[];
}

export const returnReceiptKind: Kind<ReturnReceiptPayload, ReceiptContext> = {
  label: 'RETURN RECEIPT',
  extension: '.return-receipt',
  limit: 64 * 1024,
  schema: ReturnReceiptPayload,
  signers: (_, { trustRoot }) => [speakers(trustRoot, 'lease')],
  judge: ({ payload }, context) => otherPlace(payload, context) ?? otherReturn(payload, context),
  rank: ({ freedAt }) => freedAt,
};

function otherPlace(payload: ReturnReceiptPayload, { trustRoot, machine }: ReceiptContext): Refusal | null {
  if (trustRoot !== null && payload.cloud !== trustRoot.cloud)
    return { code: 'other-cloud', found: payload.cloud, here: trustRoot.cloudName };
  if (payload.machine === machine.id) return null;
  return { code: 'other-machine', found: payload.machineName, here: machine.name };
}

function otherReturn(payload: ReturnReceiptPayload, { returns }: ReceiptContext): Refusal | null {
  const mine = returns.find(({ lease, proof }) => lease === payload.lease && proof === payload.proof);
  if (!mine)
    return { code: 'unknown-request', found: payload.lease, asked: returns.map(({ lease }) => lease).join(', ') };
  return mine.isReceived ? { code: 'already-returned', license: payload.license } : null;
}
