import { joinFiles } from '#shared/files/bundle.ts';
import type { InspectedFile } from '#shared/models/offline.ts';
import type { Api } from '../api/api.ts';
import { batchOf } from './offline-lines.ts';

/** A cloud looks at no more text in one call. */
const limits = { atOnce: 500, letters: 700_000 };

/** Has every piece looked at: by this machine, or in the portal by the cloud. One entry for each piece, in their order. */
export async function inspectAll(
  pieces: readonly { text: string }[],
  { companion, cloud }: Pick<Api, 'companion' | 'cloud'>,
): Promise<InspectedFile[]> {
  const found: InspectedFile[] = [];
  while (found.length < pieces.length) {
    const batch = batchOf(pieces.slice(found.length), limits);
    const text = joinFiles(batch.map((piece) => piece.text));
    const seen = await (companion ? companion.offline.inspect({ text }) : cloud.file.inspect({ text }));
    if (seen.length !== batch.length)
      throw new Error(`${batch.length} pieces were sent, ${seen.length} were looked at`);
    found.push(...seen);
  }
  return found;
}
