import type { Moment } from '#shared/models/time.ts';
import type { Clock } from '../ports.ts';

const firstWait = 5_000;
const longestWait = 60_000;

/** One pause for all that wait for the cloud: a hundred transfers must not knock a hundred times. */
export interface Outage {
  isOn(): boolean;
  /** The cloud could not be asked; says when it is tried again. `atLeast`: milliseconds that the cloud asked for. */
  note(atLeast?: number): Moment;
  /** Tries again now; `isOver` forgets how long it has been, too. */
  end(isOver: boolean): void;
  /** Milliseconds until it is tried again; null: nothing is waited for. */
  left(): number | null;
}

/** Waits longer and longer, up to a minute. */
export function createOutage(clock: Pick<Clock, 'now' | 'monotonic'>): Outage {
  let until: number | null = null;
  let wait = 0;
  const left = () => (until === null ? null : Math.max(0, until - clock.monotonic()));

  return {
    isOn: () => (left() ?? 0) > 0,
    left,
    note(atLeast = 0) {
      // Several that fail at the same time are one failure.
      if ((left() ?? 0) === 0) wait = wait === 0 ? firstWait : Math.min(2 * wait, longestWait);
      until = Math.max(until ?? 0, clock.monotonic() + Math.max(wait, atLeast));
      return clock.now() + Math.ceil(until - clock.monotonic());
    },
    end(isOver) {
      until = null;
      if (isOver) wait = 0;
    },
  };
}
