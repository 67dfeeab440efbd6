import { joinFiles, splitBlocks } from '#shared/files/bundle.ts';
import type { InspectedFile } from '#shared/models/offline.ts';

/** So many blocks are verified in one go, so that heartbeat and window never wait for a full stick. */
const atOnce = 20;

/**
 * Inspects a text piece by piece. Trust roots go along with each piece: a newer one among them may be what makes the rest
 * genuine. What comes out is in the order of the text.
 */
export async function inspectInSteps(
  text: string,
  inspect: (text: string) => InspectedFile[],
): Promise<InspectedFile[]> {
  const blocks = splitBlocks(text);
  if (blocks.length <= atOnce) return inspect(text);
  const roots = new Set(blocks.filter(({ kind }) => kind === 'trust-root').map((block) => block.text));
  const found: InspectedFile[] = [];
  for (let at = 0; at < blocks.length; at += atOnce) {
    const piece = blocks.slice(at, at + atOnce).map((block) => block.text);
    const looked = inspect(joinFiles([...roots, ...piece]));
    found.push(...looked.slice(roots.size));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}
