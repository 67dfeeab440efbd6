import { Failure } from '#shared/errors.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { type Moment, minute } from '#shared/models/time.ts';
import type { Changes } from './changes.ts';
import { isTransportTrouble } from './cloud-state.ts';
import type { CompanionPorts } from './ports.ts';

const interval = 10 * minute;
const jitter = 0.1;
/** Between two looks at the clock; a machine that slept finds out at the next one. */
const look = 20_000;
const firstRetry = 5_000;
const slowestRetry = minute;

export interface Heartbeat {
  /** When the cloud last renewed the leases of this machine. */
  lastAt(): Moment | null;
  nextAt(): Moment | null;
  /** The last round came to nothing. */
  isBehind(): boolean;
  /** Has the leases renewed now; the next round counts from here. */
  beat(): Promise<HeldLease[]>;
  /** Starts the next round at once: the network is back. */
  nudge(): void;
  /** Runs until the signal ends it; one round at once. */
  run(signal: AbortSignal): Promise<void>;
}

interface Parts {
  changes: Pick<Changes, 'announce'>;
  /** Has the cloud renew the leases. */
  renew(): Promise<HeldLease[]>;
  /** What is done every ten minutes. */
  round(): Promise<void>;
  /** What is looked at every few seconds. */
  watch(): Promise<void>;
}

/**
 * Keeps the leases of this machine alive. Needs nobody signed in. While the cloud cannot be reached it tries again
 * sooner and sooner enough; a refusal is an answer, and waits for the next regular beat.
 */
export function createHeartbeat(
  { clock, random, log }: Pick<CompanionPorts, 'clock' | 'random' | 'log'>,
  { changes, renew, round, watch }: Parts,
): Heartbeat {
  let lastAt: Moment | null = null;
  let regularAt = 0;
  let dueAt: number | null = null;
  let wake = new AbortController();
  let underWay = 0;
  let isBehind = false;

  const regular = () => interval * (1 - jitter + 2 * jitter * random.fraction());

  /** While something is under way, its own contact with the cloud is no reason for another round. */
  async function asOneBeat<Result>(task: () => Promise<Result>): Promise<Result> {
    underWay += 1;
    try {
      const result = await task();
      isBehind = false;
      return result;
    } finally {
      underWay -= 1;
    }
  }

  /** Waits until a round is due, by the clock that goes on during sleep; a long silence of it is sleep, too. */
  async function untilDue(signal: AbortSignal): Promise<void> {
    for (;;) {
      await watch().catch((error: unknown) => log.warn('housekeeping failed', { error: String(error) }));
      const before = clock.monotonic();
      const left = (dueAt ?? before) - before;
      if (left <= 0 || wake.signal.aborted) return;
      await clock.sleep(Math.min(left, look), AbortSignal.any([signal, wake.signal])).catch(() => undefined);
      signal.throwIfAborted();
      if (clock.monotonic() - before > 3 * look) return;
    }
  }

  /** Goes round once. Says whether trying again soon may help. */
  async function tryRound(signal: AbortSignal): Promise<boolean> {
    try {
      await asOneBeat(round);
      return false;
    } catch (error) {
      isBehind = true;
      if (signal.aborted) return false;
      log.warn('heartbeat failed', { code: error instanceof Failure ? error.code : String(error) });
      return isTransportTrouble(error) || (error instanceof Failure && error.code === 'too-many-attempts');
    }
  }

  async function loop(signal: AbortSignal): Promise<void> {
    regularAt = clock.monotonic();
    let retry = firstRetry;
    while (!signal.aborted) {
      wake = new AbortController();
      const again = await tryRound(signal);
      const now = clock.monotonic();
      if (!again || now >= regularAt) regularAt = now + regular();
      dueAt = again ? Math.min(now + retry, regularAt) : regularAt;
      retry = again ? Math.min(retry * 2, slowestRetry) : firstRetry;
      changes.announce('cloud');
      await untilDue(signal);
    }
  }

  return {
    lastAt: () => lastAt,
    nextAt: () => (dueAt === null ? null : Math.round(clock.now() + Math.max(0, dueAt - clock.monotonic()))),
    isBehind: () => isBehind,
    async beat() {
      const leases = await asOneBeat(renew);
      lastAt = clock.now();
      regularAt = clock.monotonic() + regular();
      if (dueAt !== null) dueAt = regularAt;
      changes.announce('cloud');
      return leases;
    },
    nudge() {
      if (underWay === 0) wake.abort();
    },
    async run(signal) {
      await loop(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      dueAt = null;
    },
  };
}
