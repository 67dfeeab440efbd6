import { changingContent, Cut } from '../answering.ts';

/** Each connection breaks after so many bytes. */
export const diesEvery = (bytes: number) => {
  const sent = new WeakMap<object, number>();
  return changingContent((answer, { connection }) => ({ ...answer, body: cutAt(answer.body, connection) }));

  async function* cutAt(body: Iterable<Buffer> | AsyncIterable<Buffer>, connection: object) {
    for await (const piece of body) {
      const before = sent.get(connection) ?? 0;
      sent.set(connection, before + piece.length);
      if (before + piece.length < bytes) yield piece;
      else {
        yield piece.subarray(0, bytes - before);
        throw new Cut();
      }
    }
  }
};

/** Takes the question and breaks the connection, so often; Infinity: always. */
export const diesAtOnce = (times: number) => {
  let left = times;
  return changingContent((answer) => (left-- > 0 ? { ...answer, body: broken() } : answer));
};

function* broken(): Generator<Buffer> {
  yield Buffer.alloc(0);
  throw new Cut();
}
