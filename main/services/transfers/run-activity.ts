import type { Clock } from '../ports.ts';
import type { RunListener, RunProgress } from './transfer-ports.ts';

export type RunActivity = ReturnType<typeof createActivity>;

interface Wait {
  /** The code of the failure. */
  why: string;
  /** When the server said to come back. */
  until: number | null;
}

/** Nobody need know of less than this without a byte, in milliseconds. */
const silence = 900;

/** Counts what a run does, and tells its listener. Waiting is: somebody waits for the network, and nobody gets anything. */
export function createActivity(clock: Clock, listener: RunListener, verifiedBytes: () => number) {
  let phase: 'verifying' | 'running' = 'running';
  let unverifiedBytes = 0;
  let fetchedBytes = 0;
  let reusedBytes = 0;
  /** Looked at now and then only: to ask the clock for every block costs more than all the rest here. */
  let seenBytes = 0;
  let lastArrival = clock.monotonic();
  const waits = new Set<Wait>();
  let isNoted = false;
  let last = '';

  /** How long nothing has come, in milliseconds. */
  function silentFor(): number {
    const now = clock.monotonic();
    if (fetchedBytes > seenBytes) lastArrival = now;
    if (fetchedBytes > seenBytes) isNoted = false;
    seenBytes = fetchedBytes;
    return now - lastArrival;
  }
  const isWaiting = () => silentFor() > silence && waits.size > 0;

  function tell(): void {
    const verified = verifiedBytes();
    const progress: RunProgress = {
      state: isWaiting() ? 'waiting-for-network' : phase,
      verifiedBytes: verified,
      receivedBytes: verified + unverifiedBytes,
      fetchedBytes,
      reusedBytes,
    };
    const now = Object.values(progress).join();
    if (now !== last) {
      last = now;
      listener.progress(progress);
    }
    const [wait] = waits;
    if (wait && !isNoted && isWaiting()) {
      isNoted = true;
      listener.note({ code: 'waiting', ...wait });
    }
  }

  return {
    tell,
    enter(next: typeof phase): void {
      phase = next;
      tell();
    },
    arrived(bytes: number): void {
      fetchedBytes += bytes;
      unverifiedBytes += bytes;
    },
    /** These bytes are no longer in memory: checked, or given up. */
    settled(bytes: number): void {
      unverifiedBytes -= bytes;
    },
    reused(bytes: number): void {
      reusedBytes += bytes;
    },
    /** Whether anything came within so many milliseconds. */
    isFlowing: (milliseconds: number) => silentFor() < milliseconds,

    /** Waits for the network. `why`: the code of the failure. */
    async waitOut(milliseconds: number, why: string, signal: AbortSignal, isAsked = false): Promise<void> {
      if (milliseconds === 0) return;
      const wait: Wait = { why, until: isAsked ? clock.now() + milliseconds : null };
      waits.add(wait);
      tell();
      try {
        await clock.sleep(milliseconds, signal);
      } finally {
        waits.delete(wait);
      }
    },
  };
}
