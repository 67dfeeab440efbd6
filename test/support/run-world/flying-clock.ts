import type { Clock } from '#main/services/ports.ts';

interface Sleeper {
  at: number;
  wake(): void;
}

const mostFlights = 200_000;

/** A clock that flies: as soon as everybody who can go on has gone on, it is as late as the next one wants to wake. */
export function createFlyingClock(): Clock {
  let time = 0;
  let isFlying = false;
  let flights = 0;
  const sleepers = new Set<Sleeper>();

  function fly(): void {
    // Whatever waits for ever is left waiting, rather than keep the machine busy after its test has failed.
    if ((flights += 1) > mostFlights) return;
    const next = [...sleepers].toSorted((a, b) => a.at - b.at)[0];
    isFlying = next !== undefined;
    if (!next) return;
    sleepers.delete(next);
    time = Math.max(time, next.at);
    next.wake();
    // Twice: what was woken may itself have put something off to the next turn.
    setImmediate(() => setImmediate(fly));
  }

  return {
    now: () => 1_800_000_000_000 + time,
    monotonic: () => time,
    bootId: () => null,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const sleeper = { at: time + milliseconds, wake };
        function wake(): void {
          signal.removeEventListener('abort', leave);
          resolve();
        }
        function leave(): void {
          sleepers.delete(sleeper);
          reject(signal.reason);
        }
        signal.addEventListener('abort', leave, { once: true });
        sleepers.add(sleeper);
        if (isFlying) return;
        isFlying = true;
        setImmediate(fly);
      }),
  };
}
