import { gzipSync } from 'node:zlib';
import { changingContent } from '../answering.ts';

/** Compresses what it sends, asked or not. */
export const gzips = changingContent((answer) => {
  const { 'content-length': _, ...headers } = answer.headers;
  return { ...answer, headers: { ...headers, 'content-encoding': 'gzip' }, body: zipped(answer.body) };
});

async function* zipped(body: Iterable<Buffer> | AsyncIterable<Buffer>) {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  yield gzipSync(Buffer.concat(pieces));
}

/** Says no length: the body comes in HTTP's own chunks. */
export const noContentLength = changingContent((answer) => {
  const { 'content-length': _, ...headers } = answer.headers;
  return { ...answer, headers };
});
