import { changingContent, type Serving } from '../answering.ts';

/** So many bytes a second on each connection. */
export const slow = (bytesPerSecond: number) => paced(bytesPerSecond, (connection) => connection);

/** So many bytes a second on all connections together, as on the line of a hotel. */
export const slowLine = (bytesPerSecond: number) => {
  const line = {};
  return paced(bytesPerSecond, () => line);
};

/** A token bucket for each connection or what it stands for, filled up to a twentieth of a second. */
function paced(bytesPerSecond: number, bucketOf: (connection: object) => object) {
  const buckets = new WeakMap<object, { level: number; at: number }>();
  const depth = bytesPerSecond / 20;
  const step = Math.max(1, Math.min(16 * 1024, Math.floor(depth)));
  return changingContent((answer, { connection }, { wait }) => ({
    ...answer,
    body: waiting(answer.body, bucketOf(connection), wait),
  }));

  async function* waiting(body: Iterable<Buffer> | AsyncIterable<Buffer>, of: object, wait: Serving['wait']) {
    const bucket = buckets.get(of) ?? { level: depth, at: performance.now() };
    buckets.set(of, bucket);
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
}
