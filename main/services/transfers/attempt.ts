import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { isTransportTrouble } from '../cloud-state.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Entry, Run } from './entry.ts';
import type { Outage } from './outage.ts';
import { createSpeed } from './speed.ts';
import type { Limiter, RunListener, RunProgress, RunTransfer, TransferDesk } from './transfer-ports.ts';

interface Parts {
  clock: Pick<Clock, 'now' | 'monotonic'>;
  random: Pick<Random, 'bytes'>;
  log: Log;
  desk: TransferDesk;
  run: RunTransfer;
  limiter: Limiter;
  outage: Outage;
  /** Something that people see of it changed. */
  changed(entry: Entry): void;
}

/**
 * One try at a transfer, until it is done, failed, waits, or is stopped by its signal; then its state is what whoever stopped it wanted.
 * Never rejects.
 */
export function createAttempt({ clock, random, log, desk, run, limiter, outage, changed }: Parts) {
  async function attempt(entry: Entry, current: Run): Promise<void> {
    const { order } = entry;
    const { signal } = current.stop;
    try {
      const task = await desk.prepare(order, signal);
      if (order.kind === 'download') outage.end(true);
      signal.throwIfAborted();
      show(entry, { state: 'running', note: withoutWaiting(entry) });
      await run(task, listen(entry, current), { limiter, signal });
      const path = await desk.complete(order, task);
      show(entry, { state: 'done', path, note: withoutWaiting(entry), failure: null, progress: whole(entry) });
    } catch (error) {
      if (!signal.aborted) show(entry, afterTrouble(error, order.id));
    }
  }

  function show(entry: Entry, change: Partial<Entry>): void {
    Object.assign(entry, change);
    changed(entry);
  }

  function listen(entry: Entry, current: Run): RunListener {
    const { stop, speed } = current;
    const fetchedBefore = entry.progress.fetchedBytes;
    let counted = 0;
    return {
      progress({ state, ...progress }: RunProgress) {
        if (stop.signal.aborted) return;
        const fetchedBytes = fetchedBefore + progress.fetchedBytes;
        // What is taken from here is no speed of the network.
        const moved = entry.order.kind === 'download' ? fetchedBytes : progress.receivedBytes;
        if (state === 'running') speed.add(Math.max(0, moved - counted));
        counted = moved;
        current.waitsSince = state === 'waiting-for-network' ? (current.waitsSince ?? clock.monotonic()) : null;
        const note = state === 'waiting-for-network' ? entry.note : withoutWaiting(entry);
        show(entry, { state, note, progress: { ...progress, fetchedBytes } });
      },
      note(note) {
        if (!stop.signal.aborted) show(entry, { note });
      },
    };
  }

  function afterTrouble(error: unknown, id: string): Partial<Entry> {
    const failure = toFailure(error) ?? unexpected(error, id);
    if (isTransportTrouble(failure) || failure.code === 'too-many-attempts') {
      const until = outage.note(secondsAsked(failure) * 1_000);
      return { state: 'waiting-for-network', note: { code: 'waiting', why: failure.code, until } };
    }
    log.warn('a transfer failed', { transfer: id, code: failure.code });
    return { state: 'failed', note: null, failure: { code: failure.code, details: { ...failure.details } } };
  }

  /** A bug: in full in the log, and with a number to name it by. */
  function unexpected(error: unknown, transfer: string): Failure {
    const id = Buffer.from(random.bytes(6)).toString('hex');
    log.error('internal', {
      id,
      transfer,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return new Failure('internal', { id });
  }

  return (entry: Entry): Run => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const current: Run = { stop: new AbortController(), ended, speed: createSpeed(clock), waitsSince: null };
    entry.run = current;
    void attempt(entry, current).finally(() => {
      entry.run = null;
      resolve();
    });
    return current;
  };
}

const secondsAsked = (failure: Failure): number =>
  failure.code === 'too-many-attempts' ? (failure as Failure<'too-many-attempts'>).details.retryAfterSeconds : 0;

const withoutWaiting = ({ note }: Entry) => (note?.code === 'waiting' ? null : note);

const whole = ({ order: { size }, progress }: Entry): Entry['progress'] => ({
  ...progress,
  verifiedBytes: size,
  receivedBytes: size,
});
