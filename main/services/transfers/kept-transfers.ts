import { z } from 'zod';
import { Id, Slug } from '#shared/models/id.ts';
import { Transfer } from '#shared/models/transfer.ts';
import type { Log, TransferStore } from '../ports.ts';
import type { TransferOrder } from './transfer-ports.ts';

const Order: z.ZodType<TransferOrder> = Transfer.pick({
  id: true,
  kind: true,
  product: true,
  version: true,
  artifact: true,
  drive: true,
  size: true,
  addedAt: true,
}).extend({ channel: Slug, organization: Id.nullable(), folder: z.string().nullable() });

/** What is kept of a transfer: the rest is found out anew. */
const KeptTransfer = z.object({
  order: Order,
  hold: z
    .enum(['none', 'paused', 'failed', 'leaving'])
    .describe('leaving: cancelled, and its bytes may still be there'),
  failure: Transfer.shape.failure,
  verifiedBytes: z.int().describe('when this was written, so that a paused one shows how far it is'),
});
export type KeptTransfer = z.infer<typeof KeptTransfer>;

const File = z.object({ version: z.literal(1), transfers: z.array(KeptTransfer) });

/** The queue of before. A damaged file is put aside: what it named can be asked for again, and its bytes are still there. */
export async function readKept(store: TransferStore, log: Log): Promise<KeptTransfer[]> {
  try {
    const text = await store.read();
    return text === null ? [] : File.parse(JSON.parse(text)).transfers;
  } catch (error) {
    const kept = await store.keepAside().catch(() => null);
    log.error('the queue of transfers could not be read', { kept, error: String(error) });
    return [];
  }
}

/**
 * Writes the queue as it is when its turn comes; changes meanwhile are one more write, whatever their number. Resolves when what was so at the
 * call is on disk. Throws `state-not-writable` or `disk-full`.
 */
export function createKeeper(store: TransferStore, list: () => KeptTransfer[]): () => Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  function write(): Promise<void> {
    next = null;
    writing = store.write(`${JSON.stringify({ version: 1, transfers: list() }, null, 1)}\n`);
    return writing;
  }
  return () => (next ??= writing.then(write, write));
}
