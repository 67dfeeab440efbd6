import { z } from 'zod';
import { ArtifactKind, Version } from '../files/release.ts';
import { Id, Slug } from './id.ts';
import { Moment } from './time.ts';

export const TransferState = z.enum([
  'queued',
  'running',
  'paused',
  'waiting-for-network',
  'verifying',
  'done',
  'failed',
]);
export type TransferState = z.infer<typeof TransferState>;

/** What happened on the way that a person may like to know; the sentence is in `text.transfers`. */
export const TransferNote = z.discriminatedUnion('code', [
  z.object({ code: z.literal('continued'), keptBytes: z.int() }),
  z.object({ code: z.literal('link-renewed') }),
  z.object({ code: z.literal('built-from'), version: Version, bytes: z.int() }),
  z.object({ code: z.literal('repaired'), chunks: z.int().describe('that were damaged on disk and fetched again') }),
  z.object({ code: z.literal('waiting'), why: z.string().describe('an error code'), until: Moment.nullable() }),
]);
export type TransferNote = z.infer<typeof TransferNote>;

/** An artifact on its way: into the library from the cloud or from a stick, or onto a stick. */
export const Transfer = z.object({
  id: Id,
  kind: z.enum(['download', 'save', 'add']),
  product: z.object({ id: Slug, name: z.string() }),
  version: Version,
  artifact: z.object({ id: Slug, kind: ArtifactKind, title: z.string(), fileName: z.string() }),
  drive: z.string().nullable().describe('the stick it goes to, or comes from'),
  state: TransferState,
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  note: TransferNote.nullable(),
  size: z.int(),
  verifiedBytes: z.int().describe('written, and each chunk of it checked'),
  receivedBytes: z.int().describe('those, and what has come but is not checked yet'),
  fetchedBytes: z.int().describe('that came over the network since it was started, whatever became of them'),
  reusedBytes: z.int().describe('that were here already'),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  speeds: z.array(z.number()).max(60).describe('bytes per second of the last minute, the oldest first'),
  path: z.string().nullable().describe('where the file is, once it is done'),
  addedAt: Moment,
});
export type Transfer = z.infer<typeof Transfer>;

/** What changed. The first event has them all; one that is missing in `order` is gone. */
export const TransferEvent = z.object({ transfers: z.array(Transfer), order: z.array(Id) });
export type TransferEvent = z.infer<typeof TransferEvent>;
