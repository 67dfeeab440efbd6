import type { Clock } from '#main/services/ports.ts';
import { noon } from './signed-files.ts';

interface Sleeper {
  at: number;
  wake(): void;
}

/** A clock that goes only when told, and wakes those who sleep by it in the right order. */
export function createFakeClock(wall = noon) {
  const hands = { wall, uptime: 1_000_000, boot: 'boot-1' };
  const sleepers = new Set<Sleeper>();

  const clock: Clock = {
    now: () => hands.wall,
    monotonic: () => hands.uptime,
    bootId: () => hands.boot,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const sleeper = { at: hands.uptime + milliseconds, wake };
        function wake(): void {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', give);
          resolve();
        }
        function give(): void {
          sleepers.delete(sleeper);
          reject(signal.reason);
        }
        signal.addEventListener('abort', give, { once: true });
        sleepers.add(sleeper);
      }),
  };

  /** How many loops go by this clock; each of them sleeps when it has done what there was to do. */
  let loops = 0;

  /** Lets everything that can go on go on, until every loop sleeps again. */
  async function settle(): Promise<void> {
    const patience = Date.now() + 5_000;
    for (let round = 0; round < (loops > 0 ? 2 : 20) || (sleepers.size < loops && Date.now() < patience); round += 1)
      await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    ...clock,
    hands,
    settle,
    startLoop: () => (loops += 1),
    endLoop: () => (loops -= 1),
    /** Time passes; whoever sleeps wakes when it is due. */
    async advance(milliseconds: number): Promise<void> {
      const target = hands.uptime + milliseconds;
      for (;;) {
        await settle();
        const next = [...sleepers].toSorted((a, b) => a.at - b.at)[0];
        if (!next || next.at > target) break;
        hands.wall += next.at - hands.uptime;
        hands.uptime = next.at;
        next.wake();
      }
      hands.wall += target - hands.uptime;
      hands.uptime = target;
    },
    /** The lid is closed: time passes and nobody notices; whoever slept goes on sleeping a little. */
    suspend(milliseconds: number): void {
      hands.wall += milliseconds;
      hands.uptime += milliseconds;
      for (const sleeper of sleepers) sleeper.at += milliseconds;
    },
  };
}

export type FakeClock = ReturnType<typeof createFakeClock>;
