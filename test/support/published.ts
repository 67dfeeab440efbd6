import { contentOf } from '#cloud/publish/content.ts';
import { type Chunked, chunkedAs } from './chunked.ts';
import { type Content, piecesOf } from './content.ts';

/** The chunk list that a publisher makes of it. */
export async function published(content: Content): Promise<Chunked> {
  const source = (async function* () {
    yield* piecesOf(content, 0, content.size, 1024 * 1024);
  })();
  return chunkedAs((await contentOf(source)).chunkList);
}
