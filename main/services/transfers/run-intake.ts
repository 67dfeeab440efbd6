import type { ChunkList } from '#shared/files/chunk-list.ts';
import type { RunActivity } from './run-activity.ts';
import type { PartFile, Slab, Stretch, Wrong } from './run-ports.ts';
import type { Link } from './run-source.ts';

/** As much is handed over at once; less as soon as nothing more comes for the moment. */
const batch = 512 * 1024;

interface Parts {
  slab: Slab;
  chunks: ChunkList;
  part: Pick<PartFile, 'write'>;
  activity: Pick<RunActivity, 'settled'>;
  /** Told of everything that was handed over, and which link the end of it came from. */
  settle(stretch: Stretch, wrong: Wrong, from: Link | null): void;
  fail(error: unknown): void;
}

/**
 * Collects what one connection brings in its slab, and hands over every chunk that is whole. A chunk that is not stays when the
 * connection breaks, so that only the rest of it has to come.
 */
export function createIntake({ slab, chunks, part, activity, settle, fail }: Parts) {
  const memory = Buffer.from(slab.bytes.buffer, slab.bytes.byteOffset, slab.bytes.length);
  /** The chunk that is coming, where it begins in the slab, and which will not come any more. */
  let next = 0;
  let nextAt = 0;
  let end = 0;
  let from: Link | null = null;
  let filled = 0;
  /** The first whole chunk that is not handed over, and where it lies. */
  let ready = 0;
  let readyAt = 0;
  let soon: NodeJS.Immediate | undefined;
  let hasCome = false;
  const underWay = new Set<Promise<void>>();

  function handOver(): void {
    clearImmediate(soon);
    soon = undefined;
    if (next === ready) return;
    const stretch = { first: ready, count: next - ready };
    const link = from;
    const job = part
      .write(slab, readyAt, stretch)
      .then((wrong) => settle(stretch, wrong, link))
      .catch(fail)
      .finally(() => {
        underWay.delete(job);
        if (underWay.size === 0 && filled === readyAt) filled = nextAt = readyAt = 0;
      });
    underWay.add(job);
    ready = next;
    readyAt = nextAt;
  }

  /** Hands over when nothing has come in a whole turn: on a fast line a batch is full before that. */
  function look(): void {
    soon = hasCome ? setImmediate(look) : undefined;
    if (!hasCome) handOver();
    hasCome = false;
  }

  async function settled(): Promise<void> {
    handOver();
    while (underWay.size > 0) await Promise.all(underWay);
  }

  /** Makes room by waiting for what is handed over; what is left is less than a chunk. */
  async function makeRoom(): Promise<void> {
    await settled();
    memory.copyWithin(0, nextAt, filled);
    filled -= nextAt;
    nextAt = readyAt = 0;
  }

  function put(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    // Not `set`: that copies to shared memory word by word, at a third of the speed.
    memory.fill(bytes, filled, filled + bytes.length);
    filled += bytes.length;
    while (next < end && filled - nextAt >= chunks.length(next)) {
      nextAt += chunks.length(next);
      next += 1;
    }
    if (next === ready) return;
    if (nextAt - readyAt >= batch || next === end) handOver();
    else soon ??= setImmediate(look);
    hasCome = true;
  }

  async function putInParts(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0; ) {
      if (filled === memory.length) await makeRoom();
      const fitting = rest.subarray(0, memory.length - filled);
      put(fitting);
      rest = rest.subarray(fitting.length);
    }
  }

  return {
    settled,
    /** The chunk of which a part has come; null for none. */
    held: () => (filled > nextAt ? next : null),
    heldBytes: () => filled - nextAt,
    /** Forgets what came of a chunk that is not whole. */
    drop(): void {
      activity.settled(filled - nextAt);
      filled = nextAt;
    },
    /** Chunks that were to come and did not, besides the one that is held. */
    outstanding: (): Stretch => {
      const first = filled > nextAt ? next + 1 : next;
      return { first, count: Math.max(0, end - first) };
    },
    /** Begins with a stretch of chunks; with the one that is held, if one is. */
    aim({ first, count }: Stretch, link: Link): void {
      handOver();
      from = link;
      if (filled === nextAt) {
        next = ready = first;
        readyAt = nextAt;
      }
      end = first + count;
    },
    take(bytes: Uint8Array): Promise<void> | undefined {
      if (bytes.length > memory.length - filled) return putInParts(bytes);
      put(bytes);
      return undefined;
    },
  };
}
