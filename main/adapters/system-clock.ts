import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../services/ports.ts';
import { bootId, millisecondsSinceBoot } from './boot.ts';

/** The clocks of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: millisecondsSinceBoot,
  bootId: () => bootId() || null,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

/** The random source of the system. */
export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
};
