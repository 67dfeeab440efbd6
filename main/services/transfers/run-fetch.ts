import { createGrowth } from './run-growth.ts';
import { createLane, type Lane, type LaneParts } from './run-lane.ts';
import type { RunPorts, Slab } from './run-ports.ts';
import { createStragglers } from './run-stragglers.ts';

/** How often speeds are looked at and progress is told, in milliseconds; speeds only each so many times. */
const pulse = 100;
const looks = 4;

type Parts = Omit<LaneParts, 'slab' | 'growth' | 'signal' | 'fail' | 'laneCount'> & {
  ports: RunPorts;
};

/** Fetches all that is missing, over as many connections as bring something. Throws the first failure that waiting does not mend. */
export async function fetchMissing(parts: Parts, signal: AbortSignal): Promise<void> {
  const { ports, plan, activity } = parts;
  const { clock, partFiles } = ports;
  const growth = createGrowth();
  const stragglers = createStragglers<Lane>();
  const lanes = new Map<Lane, Promise<void>>();
  const failed = new AbortController();
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const over = AbortSignal.any([stop, ended.signal]);

  const laneCount = () => [...lanes.keys()].filter((lane) => !lane.isLeaving()).length;

  function start(slab: Slab): void {
    const lane = createLane({
      ...parts,
      slab,
      growth,
      laneCount,
      signal: over,
      fail: (error) => failed.abort(error),
    });
    const run = lane
      .run()
      .catch((error: unknown) => {
        if (!over.aborted) failed.abort(error);
      })
      .finally(() => {
        partFiles.giveBack(slab);
        lanes.delete(lane);
        // Others may still wait for the network, and need not.
        if (plan.isAtRest()) ended.abort();
      });
    lanes.set(lane, run);
  }

  /** More lanes where there is work for them, and a slab. */
  function grow(): void {
    while (laneCount() < growth.wanted() && plan.leftBytes() > 0 && !stop.aborted) {
      const slab = partFiles.slabNow();
      if (!slab) return;
      start(slab);
    }
  }

  async function look(): Promise<void> {
    let lookedAt = clock.monotonic();
    for (let beat = 1; !over.aborted; beat += 1) {
      await clock.sleep(pulse, over).catch(() => undefined);
      activity.tell();
      if (beat % looks !== 0 || over.aborted) continue;
      const seconds = Math.max(1, clock.monotonic() - lookedAt) / 1_000;
      lookedAt = clock.monotonic();
      const brought = new Map([...lanes.keys()].map((lane) => [lane, lane.bytesSince()]));
      growth.look([...brought.values()].reduce((sum, bytes) => sum + bytes, 0) / seconds);
      for (const lane of stragglers.look(brought)) lane.beginAnew();
      grow();
    }
  }

  const looking = look();
  try {
    start(await partFiles.slab(signal));
    grow();
    while (lanes.size > 0) await Promise.all(lanes.values());
  } finally {
    ended.abort();
    await looking;
  }
  signal.throwIfAborted();
  if (failed.signal.aborted) throw failed.signal.reason;
}
