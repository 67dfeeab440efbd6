import { Failure } from '#shared/errors.ts';
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
  lastAt(): Moment | null;
  nextAt(): Moment | null;
  /** The last beat came to nothing. */
  isBehind(): boolean;
  /** Beats at once: the network is back. */
  nudge(): void;
  /** Runs until the signal ends it; one beat at once. */
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Keeps the leases of this machine alive. Needs nobody signed in. While the cloud cannot be reached it tries again
 * sooner and sooner enough; a refusal is an answer, and waits for the next regular beat.
 */
export function createHeartbeat(
  { clock, random, log }: Pick<CompanionPorts, 'clock' | 'random' | 'log'>,
  changes: Pick<Changes, 'announce'>,
  beat: () => Promise<void>,
  watch: () => Promise<void>,
): Heartbeat {
  let lastAt: Moment | null = null;
  let dueAt: number | null = null;
  let wake = new AbortController();
  let isBeating = false;
  let isBehind = false;

  const regular = () => interval * (1 - jitter + 2 * jitter * random.fraction());

  /** Waits until a beat is due, by the clock that goes on during sleep; a long silence of it is sleep, too. */
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

  /** Beats once. Says whether trying again soon may help. */
  async function tryBeat(signal: AbortSignal): Promise<boolean> {
    isBeating = true;
    try {
      await beat();
      lastAt = clock.now();
      isBehind = false;
      return false;
    } catch (error) {
      isBehind = true;
      if (signal.aborted) return false;
      log.warn('heartbeat failed', { code: error instanceof Failure ? error.code : String(error) });
      return isTransportTrouble(error) || (error instanceof Failure && error.code === 'too-many-attempts');
    } finally {
      isBeating = false;
    }
  }

  async function loop(signal: AbortSignal): Promise<void> {
    let regularAt = clock.monotonic();
    let retry = firstRetry;
    while (!signal.aborted) {
      wake = new AbortController();
      const again = await tryBeat(signal);
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
    nudge() {
      if (!isBeating) wake.abort();
    },
    async run(signal) {
      await loop(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      dueAt = null;
    },
  };
}
