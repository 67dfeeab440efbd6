import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Digest } from '#shared/files/digest.ts';
import { parseJson } from '#shared/files/envelope.ts';
import { Id, Slug } from '#shared/models/id.ts';

/** The newest index that was seen of a product in a channel of a cloud. */
const ReleaseMark = z.object({
  cloud: Id,
  product: Slug,
  channel: Slug,
  sequence: z.int().min(1),
  digest: Digest,
  index: z.string().describe('the index itself, armoured: so that there is always one that says what is still offered'),
  keys: z
    .array(z.string())
    .describe('ids of the release keys that counted then; when one of them has gone, so has the mark'),
});
export type ReleaseMark = z.infer<typeof ReleaseMark>;

/** `sum`: SHA-256 of the marks as JSON: a digit that a bad disk changed must not open a way back. */
const ReleaseMarks = z.object({ version: z.literal(1), sum: Digest, marks: z.array(ReleaseMark) });

/** null when the text holds no marks, or not those that were written. */
export function readMarks(text: string): ReleaseMark[] | null {
  const { data } = ReleaseMarks.safeParse(parseJson(text));
  return data && sumOf(data.marks) === data.sum ? data.marks : null;
}

export const writeMarks = (marks: readonly ReleaseMark[]) =>
  `${JSON.stringify({ version: 1, sum: sumOf(marks), marks }, null, 2)}\n`;

const sumOf = (marks: readonly ReleaseMark[]) => createHash('sha256').update(JSON.stringify(marks)).digest('hex');

/** What can still be read of a damaged file: each mark stands for itself, and nobody knows yet whether it is sound. */
export function salvageMarks(remains: string): ReleaseMark[] {
  const marks: ReleaseMark[] = [];
  for (const [text] of remains.matchAll(/\{[^{}]*\}/g)) {
    const { data } = ReleaseMark.safeParse(parseJson(text));
    if (data) marks.push(data);
  }
  return marks;
}

export const isOf = (
  mark: ReleaseMark,
  { cloud, product, channel }: Pick<ReleaseMark, 'cloud' | 'product' | 'channel'>,
) => mark.cloud === cloud && mark.product === product && mark.channel === channel;
