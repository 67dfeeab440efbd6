import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { changingContent } from '../answering.ts';

/** Compresses what it sends, asked or not. */
export const gzips = changingContent((answer) => {
  const { 'content-length': _, ...headers } = answer.headers;
  return {
    ...answer,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: Readable.from(answer.body).pipe(createGzip()),
  };
});

/** Says no length: the body comes in HTTP's own chunks. */
export const noContentLength = changingContent((answer) => {
  const { 'content-length': _, ...headers } = answer.headers;
  return { ...answer, headers };
});
