import type { Transfer } from '#shared/models/transfer.ts';
import type { Clock } from '../ports.ts';
import type { Entry, Run } from './entry.ts';
import type { Outage } from './outage.ts';
import type { Queue } from './queue.ts';
import { turns } from './turns.ts';

/** While something runs, how often its speed is looked at, and whether it is somebody else's turn. */
const look = 1_000;

/** Runs those whose turn it is. */
export interface Engine {
  /** Something changed: whose turn is it now? */
  takeTurns(): void;
  /** Ends a run, if there is one; what it has so far stays. */
  halt(entry: Entry, state: Transfer['state']): void;
  /** Runs transfers until the signal ends it; resolves when the last one has come to rest. */
  run(signal: AbortSignal): Promise<void>;
}

interface Parts {
  queue: Pick<Queue, 'all' | 'list'>;
  outage: Pick<Outage, 'isOn' | 'left' | 'note'>;
  atOnce(): number;
  attempt(entry: Entry): Run;
  changed(entry: Entry): void;
  /** A run came to its end, whatever the end was. */
  onEnd(entry: Entry): void;
}

export function createEngine(
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
  { queue, outage, atOnce, attempt, changed, onEnd }: Parts,
): Engine {
  let isOn = false;
  let wake: () => void = () => undefined;

  function halt(entry: Entry, state: Transfer['state']): void {
    entry.run?.stop.abort();
    Object.assign(entry, { state, failure: null, note: null });
    changed(entry);
  }

  function takeTurns(): void {
    if (!isOn) return;
    const rules = { atOnce: atOnce(), isOutage: outage.isOn(), now: clock.monotonic() };
    const { start, stop } = turns(queue.all(), rules);
    for (const entry of stop) stopForOthers(entry);
    for (const entry of start) void attempt(entry).ended.then(() => ended(entry));
    wake();
  }

  function stopForOthers(entry: Entry): void {
    const isWaiting = entry.run !== null && entry.run.waitsSince !== null;
    halt(entry, isWaiting ? 'waiting-for-network' : 'queued');
    // Otherwise it would be its own turn again.
    if (isWaiting) outage.note();
  }

  function ended(entry: Entry): void {
    onEnd(entry);
    changed(entry);
    takeTurns();
  }

  /** Looks again when a second is over while something runs, or when the pause of an outage is. */
  async function keepTime(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const woken = new AbortController();
      wake = () => woken.abort();
      const running = queue.list().filter(({ run }) => run !== null);
      const isWaiting = queue.list().some((entry) => entry.run === null && wantsToRun(entry));
      const pause = Math.min(running.length > 0 ? look : Infinity, (isWaiting && outage.left()) || Infinity);
      await sleepUntil(pause, AbortSignal.any([signal, woken.signal]));
      if (woken.signal.aborted) continue;
      running.forEach(changed);
      takeTurns();
    }
  }

  async function sleepUntil(pause: number, signal: AbortSignal): Promise<void> {
    if (pause < Infinity) await clock.sleep(pause, signal).catch(() => undefined);
    else if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }

  return {
    halt,
    takeTurns,
    async run(signal) {
      isOn = true;
      takeTurns();
      await keepTime(signal);
      isOn = false;
      const running = queue.all().flatMap(({ run }) => run ?? []);
      for (const { stop } of running) stop.abort(signal.reason);
      await Promise.all(running.map(({ ended: end }) => end));
    },
  };
}

const wantsToRun = ({ state }: Entry) => state === 'queued' || state === 'waiting-for-network';
