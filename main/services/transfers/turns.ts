import { type Entry, placeOf } from './entry.ts';

/** A transfer that waits for the network this long makes room for one that may not need it. */
const patience = 10_000;

export interface Rules {
  atOnce: number;
  /** The cloud could not be asked a moment ago. */
  isOutage: boolean;
  /** By the clock that only grows. */
  now: number;
}

/**
 * Whose turn it is, by the order of the queue: which transfers to start, and which to stop, because fewer may run, or because they wait
 * for a network that those behind them may not need. One that is coming to its end still counts as running.
 */
export function turns(entries: readonly Entry[], rules: Rules): { start: Entry[]; stop: Entry[] } {
  const occupied = entries.filter(({ run }) => run !== null);
  const active = occupied.filter(({ run }) => !run?.stop.signal.aborted);
  const waiting = candidates(entries, rules);
  const free = rules.atOnce - occupied.length;
  if (free > 0) return { start: waiting.slice(0, free), stop: [] };
  const tooMany = Math.max(0, active.length - rules.atOnce);
  if (tooMany > 0) return { start: [], stop: active.slice(-tooMany) };
  const isEnding = occupied.length > active.length;
  const patient = active.filter(({ run }) => rules.now - (run?.waitsSince ?? rules.now) >= patience);
  const isInNeed = !isEnding && waiting.some((entry) => entry.state === 'queued' && entry.order.kind !== 'download');
  return { start: [], stop: isInNeed ? patient.slice(-1) : [] };
}

/** Those that could start now. */
function candidates(entries: readonly Entry[], { isOutage }: Rules): Entry[] {
  const places = new Set(entries.filter(({ isLeaving }) => isLeaving).map(({ order }) => placeOf(order)));
  return entries.filter(({ order, state, run, isLeaving }) => {
    if (run !== null || isLeaving || places.has(placeOf(order))) return false;
    // What may be had without the cloud is tried in any case, once.
    if (state === 'queued') return !isOutage || order.kind !== 'download';
    return state === 'waiting-for-network' && !isOutage;
  });
}
