import type { ChunkList } from '#shared/files/chunk-list.ts';
import type { RunActivity } from './run-activity.ts';
import type { Growth } from './run-growth.ts';
import { createIntake } from './run-intake.ts';
import type { Plan } from './run-plan.ts';
import type { PartFile, RangeEnd, RunPorts, Slab, Stretch, Wrong } from './run-ports.ts';
import { patienceFor, waitAfter } from './run-retry.ts';
import type { Link, Source } from './run-source.ts';
import type { Limiter } from './transfer-ports.ts';

export interface LaneParts {
  ports: RunPorts;
  chunks: ChunkList;
  plan: Plan;
  part: PartFile;
  source: Source;
  activity: RunActivity;
  limiter: Limiter;
  growth: Growth;
  laneCount(): number;
  slab: Slab;
  signal: AbortSignal;
  /** Ends the whole run. */
  fail(error: unknown): void;
}

export interface Lane {
  /** Fetches until there is nothing left to be had. */
  run(): Promise<void>;
  /** Bytes that came since this was asked the last time. */
  bytesSince(): number;
  /** Leaves its connection, and asks for the rest over another. */
  beginAnew(): void;
  /** It takes no more. */
  isLeaving(): boolean;
}

const leastBytes = 1024 * 1024;
const mostBytes = 64 * 1024 * 1024;
/** Others get through when a byte came within so many milliseconds. */
const flowing = 500;

/** One connection at a time, and the slab that is filled from it. */
export function createLane(parts: LaneParts): Lane {
  const { ports, chunks, plan, source, activity, growth, signal } = parts;
  const { clock, random, ranges } = ports;
  const intake = createIntake({ ...parts, settle });
  /** The request that is under way, and the link that it is over. */
  let request: AbortController | null = null;
  let asked: Link | null = null;
  let isSpoilt = false;
  let isLeaving = false;
  /** The last bytes, as long as they wait for room. */
  let storing: Promise<void> | undefined;
  /** Answers in a row that brought nothing. */
  let strikes = 0;
  let came = 0;
  let looked = 0;
  let bytesPerSecond = 0;

  function settle(stretch: Stretch, wrong: Wrong, from: Link | null): void {
    plan.settle(stretch, wrong);
    activity.settled(chunks.offset(stretch.first + stretch.count) - chunks.offset(stretch.first));
    if (wrong.length < stretch.count) source.praise();
    if (wrong.length === 0 || from === null) return;
    // What still comes over this connection is no better, nor is what came last.
    if (from === asked) spoil();
    const bytes = wrong.reduce((sum, chunk) => sum + chunks.length(chunk), 0);
    source.blame(from, { is: 'wrong-bytes' }, bytes);
  }

  function spoil(): void {
    if (request === null) return intake.drop();
    isSpoilt = true;
    request.abort();
  }

  /** The longer the rest, the longer the range: near the end all lanes are to finish together. */
  const rangeBytes = () => {
    const share = plan.leftBytes() / (2 * Math.max(1, parts.laneCount()));
    return Math.min(mostBytes, Math.max(leastBytes, bytesPerSecond / 4, share));
  };

  function take(bytes: Uint8Array): Promise<void> | undefined {
    if (isSpoilt) return undefined;
    came += bytes.length;
    activity.arrived(bytes.length);
    const room = intake.take(bytes);
    storing = room;
    const allowed = parts.limiter.take(bytes.length, signal);
    if (room && allowed) return Promise.all([room, allowed]).then(() => undefined);
    return room ?? allowed;
  }

  /** Asks for a stretch; the chunk that is held needs only its rest. */
  async function fetch(link: Link, first: number, length: number): Promise<RangeEnd> {
    const own = new AbortController();
    const leave = () => own.abort(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    request = own;
    asked = link;
    try {
      return await ranges.range(
        { url: link.url, first, length, size: chunks.size, etag: link.etag, signal: own.signal },
        { begin: (etag) => source.learn(link, etag), take },
      );
    } catch (error) {
      signal.throwIfAborted();
      if (own.signal.aborted) return { is: 'cut' };
      throw error;
    } finally {
      // A range that was given up still has its last bytes on the way into the slab.
      await storing;
      request = null;
      signal.removeEventListener('abort', leave);
    }
  }

  /** What is done before the next try. Says whether this lane is still wanted. */
  async function after(end: RangeEnd, link: Link): Promise<boolean> {
    if (end.is === 'complete') return true;
    if (end.is === 'link-refused' || end.is === 'changed' || end.is === 'unusable') {
      source.blame(link, end);
      return true;
    }
    if (isOneTooMany(end)) {
      isLeaving = true;
      growth.refuse(parts.laneCount());
      return false;
    }
    if (end.is === 'busy') {
      const wait = patienceFor(end.retryAfter, strikes, random.fraction());
      await activity.waitOut(wait, 'source-unusable', signal, end.retryAfter !== null);
    } else if (end.is === 'unreachable') {
      source.forget(link);
      await activity.waitOut(waitAfter(strikes + 1, random.fraction()), end.failure.code, signal);
    } else await activity.waitOut(waitAfter(strikes, random.fraction()), 'cloud-unreachable', signal);
    return true;
  }

  /** The server turns this connection away, and others get through. */
  const isOneTooMany = (end: RangeEnd) =>
    (end.is === 'busy' || strikes > 2) &&
    parts.laneCount() > 1 &&
    intake.held() === null &&
    activity.isFlowing(flowing);

  /** The next stretch; null when there is nothing to be had, also not of what this lane itself brought. */
  async function nextStretch(): Promise<Stretch | null> {
    const stretch = plan.next(rangeBytes(), intake.held());
    if (stretch !== null) return stretch;
    await intake.settled();
    return plan.next(rangeBytes(), null);
  }

  async function step(): Promise<boolean> {
    const link = await source.link(signal);
    const stretch = await nextStretch();
    if (stretch === null) return false;
    intake.aim(stretch, link);
    const first = chunks.offset(stretch.first) + intake.heldBytes();
    const length = chunks.offset(stretch.first + stretch.count) - first;
    const [started, before] = [clock.monotonic(), came];
    const end = await fetch(link, first, length);
    const brought = came - before;
    bytesPerSecond = (brought * 1_000) / Math.max(1, clock.monotonic() - started);
    strikes = brought > 0 ? 1 : strikes + 1;
    if (isSpoilt) intake.drop();
    isSpoilt = false;
    plan.giveBack(intake.outstanding());
    return after(end, link);
  }

  return {
    isLeaving: () => isLeaving,
    beginAnew: () => request?.abort(),
    bytesSince() {
      const since = came - looked;
      looked = came;
      return since;
    },
    async run() {
      try {
        while (intake.held() !== null || parts.laneCount() <= growth.wanted()) {
          signal.throwIfAborted();
          if (!(await step())) break;
        }
      } finally {
        await intake.settled();
      }
    },
  };
}
