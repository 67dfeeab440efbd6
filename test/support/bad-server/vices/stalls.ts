import { changingContent, type Serving, type Vice } from '../answering.ts';

/** A while nobody waits through. */
const long = 3_600_000;

/** Sends so many bytes of an answer and then nothing more, with the connection open; one answer in so many. */
export const stalls = (afterBytes: number, oneIn = 1) =>
  changingContent((answer, _, { random, wait }) =>
    random() * oneIn < 1 ? { ...answer, body: stuck(answer.body, afterBytes, wait) } : answer,
  );

async function* stuck(body: Iterable<Buffer> | AsyncIterable<Buffer>, afterBytes: number, wait: Serving['wait']) {
  let left = afterBytes;
  for await (const piece of body) {
    if (piece.length < left) yield piece;
    else {
      yield piece.subarray(0, left);
      await wait(long);
    }
    left -= piece.length;
  }
}

/** Takes the question and never answers, so often. */
export const silent = (times: number): Vice => {
  let left = times;
  return (next, { wait }) =>
    async (ask) => {
      if (left-- > 0) await wait(long);
      return next(ask);
    };
};
