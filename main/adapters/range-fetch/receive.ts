import type { RangeEnd } from '../../services/ports.ts';
import type { Opened } from './open.ts';
import { type PaceLimits, watchPace } from './pace.ts';

interface Receiving {
  /** In bytes. What comes beyond is not passed on. */
  length: number;
  limits: PaceLimits;
  signal: AbortSignal;
}

/** Passes on the body of an answer, and no more of it than was asked for. Rejects only with the reason of the signal. */
export function receive(
  { request, answer }: Opened,
  { length, limits, signal }: Receiving,
  take: (bytes: Uint8Array) => Promise<void> | undefined,
): Promise<RangeEnd> {
  return new Promise((resolve, reject) => {
    let left = length;
    let isOver = false;
    const pace = watchPace(limits, () => end({ is: 'cut' }));
    const used = createUsedBlocks();

    function end(how: RangeEnd): void {
      if (isOver) return;
      isOver = true;
      pace.stop();
      // One that has ended as it should is kept for the next range.
      if (how.is !== 'complete' || !answer.complete) request.destroy();
      if (signal.aborted) reject(signal.reason);
      else resolve(how);
    }

    answer.on('data', (block: Buffer) => {
      if (isOver) return;
      const isTooMuch = block.length > left;
      const bytes = isTooMuch ? block.subarray(0, left) : block;
      left -= bytes.length;
      pace.came(bytes.length);
      const wait = take(bytes);
      if (wait === undefined) {
        used.add(block);
        if (isTooMuch) end({ is: 'complete' });
        return;
      }
      answer.pause();
      pace.pause();
      wait.then(
        () => {
          used.add(block);
          pace.resume();
          answer.resume();
        },
        (error: unknown) => {
          isOver = true;
          pace.stop();
          request.destroy();
          reject(error);
        },
      );
    });
    answer.on('end', () => end({ is: left === 0 ? 'complete' : 'cut' }));
    answer.on('error', () => end({ is: 'cut' }));
    answer.on('close', () => end({ is: 'cut' }));
  });
}

/**
 * Gives the memory of blocks back at once: left to the collector, a fast connection piles up a hundred megabytes of them. Each one only
 * when the next has come, or a little later, when whoever handed it out has surely done with it.
 */
function createUsedBlocks() {
  let last: ArrayBuffer | null = null;
  function free(): void {
    last?.transfer(0);
    last = null;
  }
  return {
    add({ buffer, byteLength }: Buffer): void {
      if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== byteLength) return;
      if (last === null) setImmediate(free);
      free();
      last = buffer;
    },
  };
}
