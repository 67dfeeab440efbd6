import { z } from 'zod';
import { Digest } from '#shared/files/digest.ts';
import { parseJson } from '#shared/files/envelope.ts';
import { ReturnProofPayload } from '#shared/files/return-proof.ts';
import { Id } from '#shared/models/id.ts';
import { CarriedFile } from '#shared/models/offline.ts';
import { Moment } from '#shared/models/time.ts';

/** A lease that was given back by file. It is on disk before its proof is signed, so that no kill comes in between. */
const Tombstone = z.object({
  payload: ReturnProofPayload.describe('what the proof says'),
  organization: z.string(),
  proof: z
    .object({ digest: Digest, file: CarriedFile })
    .nullable()
    .describe('as it was given out, the same bytes for ever; null: not asked for yet'),
  freedAt: Moment.nullable().describe('when the cloud freed the seat, as a receipt or a newer license says'),
  hasReceipt: z.boolean(),
});
export type Tombstone = z.infer<typeof Tombstone>;

/**
 * `returns.json`: a file of its own, so that a lost `machine.json`, which is made anew, brings no lease back to life.
 * `machine.json` repeats the ids of the leases for programs that check them.
 */
export const Tombstones = z.object({
  version: z.literal(1),
  machine: Id.describe('key id of the machine; what another one gave back means nothing here'),
  returns: z.array(Tombstone),
});

/** null when the text holds no tombstones. */
export const readTombstones = (text: string): z.infer<typeof Tombstones> | null =>
  Tombstones.safeParse(parseJson(text)).data ?? null;

export const writeTombstones = (machine: string, returns: readonly Tombstone[]) =>
  `${JSON.stringify({ version: 1, machine, returns }, null, 2)}\n`;
