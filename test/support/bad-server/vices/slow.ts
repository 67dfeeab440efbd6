import { changingContent, type Serving } from '../answering.ts';

/** So many bytes a second on each connection: a token bucket, filled up to a twentieth of a second. */
export const slow = (bytesPerSecond: number) => {
  const buckets = new WeakMap<object, { level: number; at: number }>();
  const depth = bytesPerSecond / 20;
  const step = Math.max(1, Math.min(16 * 1024, Math.floor(depth)));
  return changingContent((answer, { connection }, { wait }) => ({
    ...answer,
    body: paced(answer.body, connection, wait),
  }));

  async function* paced(body: Iterable<Buffer> | AsyncIterable<Buffer>, connection: object, wait: Serving['wait']) {
    const bucket = buckets.get(connection) ?? { level: depth, at: performance.now() };
    buckets.set(connection, bucket);
    for await (const piece of body) {
      for (let at = 0; at < piece.length; at += step) {
        const part = piece.subarray(at, at + step);
        fill(bucket);
        while (bucket.level < part.length && bucket.level < depth) {
          await wait(((Math.min(part.length, depth) - bucket.level) / bytesPerSecond) * 1000 + 1);
          fill(bucket);
        }
        bucket.level -= part.length;
        yield part;
      }
    }
  }

  function fill(bucket: { level: number; at: number }): void {
    const now = performance.now();
    bucket.level = Math.min(depth, bucket.level + ((now - bucket.at) / 1000) * bytesPerSecond);
    bucket.at = now;
  }
};
