import { createHash } from 'node:crypto';
import { createRunTransfer } from '#main/services/transfers/run-transfer.ts';
import type { RunProgress, Seed, TransferTask } from '#main/services/transfers/transfer-ports.ts';
import type { TransferNote } from '#shared/models/transfer.ts';
import { readChunkList, writeChunkList } from '#shared/files/chunk-list.ts';
import { seededRandom } from '../random.ts';
import { createFakeDisk } from './fake-disk.ts';
import { createFakeNetwork } from './fake-network.ts';
import { createFlyingClock } from './flying-clock.ts';

export const path = '/library/graphics/installer';

/** Bytes cut into chunks of chance lengths. */
export interface Cut {
  bytes: Uint8Array;
  list: NonNullable<ReturnType<typeof readChunkList>>;
}

/** So many chunks of 16 to 80 KiB; `repeats`: about so many of ten are the same as one before. */
export function cutContent(seed: number, count: number, repeats = 0): Cut {
  const chance = seededRandom(seed);
  const pieces: Uint8Array[] = [];
  for (let chunk = 0; chunk < count; chunk += 1) {
    const old = pieces[Math.floor(chance() * pieces.length)];
    pieces.push(old && chance() * 10 < repeats ? old : noiseOf(chance, 16_384 + Math.floor(chance() * 65_536)));
  }
  return cut(pieces);
}

export function cut(pieces: readonly Uint8Array[]): Cut {
  const chunks = pieces.map((piece) => ({ length: piece.length, hash: createHash('sha256').update(piece).digest() }));
  const list = readChunkList(writeChunkList(chunks));
  if (!list) throw new Error('no list');
  return { bytes: new Uint8Array(Buffer.concat(pieces)), list };
}

export function noiseOf(chance: () => number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  new Uint32Array(bytes.buffer, 0, length >> 2).forEach((_, at, all) => (all[at] = chance() * 2 ** 32));
  return bytes;
}

/** Everything a run has to do with, in memory. `seed`: of every chance in it. */
export function createRunWorld({ bytes, list }: Cut, seed = 1) {
  const chance = seededRandom(seed);
  const clock = createFlyingClock();
  const disk = createFakeDisk(clock, chance);
  const network = createFakeNetwork(clock, chance, bytes);
  const run = createRunTransfer({
    clock,
    random: { fraction: chance },
    ranges: network.ranges,
    partFiles: disk.ports,
  });
  let links = 0;
  const link: NonNullable<TransferTask['link']> = async () => `https://store.example/${(links += 1)}`;
  const world = {
    clock,
    disk,
    network,
    chance,
    notes: [] as TransferNote[],
    told: [] as RunProgress[],
    links: () => links,
    link: link as TransferTask['link'],
    seeds: [] as Seed[],
    /** Runs once; `signal`: stops it. */
    async run(signal = new AbortController().signal): Promise<void> {
      world.told = [];
      world.notes = [];
      const listener = {
        progress: (progress: RunProgress) => world.told.push(progress),
        note: (note: TransferNote) => world.notes.push(note),
      };
      const task = { path, chunks: list, contentId: 'content', seeds: world.seeds, link: world.link };
      await run(task, listener, { limiter: { take: () => undefined }, signal });
    },
    last: () => world.told.at(-1),
    isRight: () => Buffer.compare(disk.files.get(path) ?? Buffer.alloc(0), bytes) === 0,
    hasName: () => disk.files.has(path),
    addSeed(version: string, other: Cut, found = other.bytes): void {
      disk.files.set(`/seed/${version}`, found);
      world.seeds.push({ path: `/seed/${version}`, version, chunks: async () => other.list });
    },
  };
  return world;
}
