import { changingContent } from '../answering.ts';

/** More bytes than were asked for, and a length that agrees with them. */
export const tooMany = (extra: number) =>
  changingContent((answer) => ({
    ...answer,
    headers: lengthened(answer.headers, extra),
    body: followed(answer.body, [Buffer.alloc(extra, 'more')]),
  }));

/** Fewer bytes than were asked for, and a length that agrees with them. */
export const tooFew = (missing: number) =>
  changingContent((answer) => {
    const length = Math.max(0, Number(answer.headers['content-length']) - missing);
    return {
      ...answer,
      headers: { ...answer.headers, 'content-length': String(length) },
      body: upTo(answer.body, length),
    };
  });

/** No length is said, and the bytes never end. */
export const endless = changingContent((answer) => {
  const { 'content-length': _, ...headers } = answer.headers;
  return { ...answer, headers, body: followed(answer.body, forEver()) };
});

function* forEver(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024, 'more');
}

async function* followed(body: Iterable<Buffer> | AsyncIterable<Buffer>, rest: Iterable<Buffer>) {
  yield* body;
  yield* rest;
}

async function* upTo(body: Iterable<Buffer> | AsyncIterable<Buffer>, length: number) {
  let left = length;
  for await (const piece of body) {
    if (left <= 0) return;
    yield piece.subarray(0, left);
    left -= piece.length;
  }
}

const lengthened = (headers: Record<string, string>, by: number) => ({
  ...headers,
  'content-length': String(Number(headers['content-length']) + by),
});
