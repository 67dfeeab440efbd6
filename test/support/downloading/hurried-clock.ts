import type { Clock } from '#main/services/ports.ts';
import { systemClock } from '#main/adapters/system-clock.ts';

/** The clock of this machine, for those who cannot wait: sleeps are so many times shorter. Keeps what was asked for. */
export function hurriedClock(times: number): Clock & { sleeps: number[] } {
  const sleeps: number[] = [];
  return {
    ...systemClock,
    sleeps,
    sleep(milliseconds, signal) {
      sleeps.push(milliseconds);
      return systemClock.sleep(milliseconds / times, signal);
    },
  };
}
