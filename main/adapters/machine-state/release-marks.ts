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

const ReleaseMarks = z.object({ version: z.literal(1), marks: z.array(ReleaseMark) });

/** null when the text holds no marks. */
export const readMarks = (text: string): ReleaseMark[] | null =>
  ReleaseMarks.safeParse(parseJson(text)).data?.marks ?? null;

export const writeMarks = (marks: readonly ReleaseMark[]) => `${JSON.stringify({ version: 1, marks }, null, 2)}\n`;

/** What can still be read of a damaged file: each mark stands for itself. */
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
