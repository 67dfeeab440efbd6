import type { Slab } from '../../services/ports.ts';

/** Four of the longest chunks. */
const slabBytes = 1024 * 1024;

/** Memory that is shared with the hash workers: so many slabs for all transfers together, made when needed. */
export function createSlabs({ most = 32 }: { most?: number } = {}) {
  const free: Slab[] = [];
  const waiting: ((slab: Slab) => void)[] = [];
  let made = 0;

  function now(): Slab | null {
    const slab = free.pop();
    if (slab) return slab;
    if (made === most) return null;
    made += 1;
    return { bytes: new Uint8Array(new SharedArrayBuffer(slabBytes)) };
  }

  return {
    now,
    async take(signal: AbortSignal): Promise<Slab> {
      signal.throwIfAborted();
      const slab = now();
      if (slab) return slab;
      return new Promise((resolve, reject) => {
        const get = (slab: Slab) => {
          signal.removeEventListener('abort', leave);
          resolve(slab);
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(get), 1);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(get);
      });
    },
    giveBack(slab: Slab): void {
      const next = waiting.shift();
      if (next) next(slab);
      else free.push(slab);
    },
    /** Nobody is at work: the memory goes back to the system. */
    forget(): void {
      made -= free.length;
      free.length = 0;
    },
  };
}
