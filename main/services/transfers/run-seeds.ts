import type { ChunkList } from '#shared/files/chunk-list.ts';
import type { RunActivity } from './run-activity.ts';
import { inParallel } from './run-parallel.ts';
import type { Plan } from './run-plan.ts';
import type { PartFile, Stretch, Wrong } from './run-ports.ts';
import type { Seed } from './transfer-ports.ts';

/** As much is read, checked and written in one go. */
export const goBytes = 1024 * 1024;

export interface SeedParts {
  chunks: ChunkList;
  plan: Plan;
  part: PartFile;
  activity: RunActivity;
  signal: AbortSignal;
}

/** A stretch, and where it lies in another file. */
interface Found extends Stretch {
  from: number;
}

/** Takes what a seed has of the missing chunks. Says how many bytes that was, and whether its drive went meanwhile. */
export async function takeFromSeed(
  seed: Seed,
  { chunks, plan, part, activity, signal }: SeedParts,
): Promise<{ bytes: number; isGone: boolean }> {
  const list = await seed.chunks().catch(() => null);
  const file = list === null ? null : await part.seed(seed.path);
  if (list === null || file === null) return { bytes: 0, isGone: false };
  let bytes = 0;
  try {
    await inParallel(findIn(list, chunks, plan), signal, async ({ from, ...stretch }) => {
      const wrong = await file.copy(from, stretch);
      plan.settle(stretch, wrong);
      const right = bytesOf(chunks, stretch, wrong);
      bytes += right;
      activity.reused(right);
    });
    return { bytes, isGone: await file.isGone() };
  } finally {
    await file.close();
  }
}

/** Copies chunks that come more than once in the file from where they are already. */
export async function repeat({ chunks, plan, part, activity, signal }: SeedParts): Promise<void> {
  await inParallel(plan.repeated(), signal, async ({ chunk, like }) => {
    const stretch = { first: chunk, count: 1 };
    const wrong = await part.copy(chunks.offset(like), stretch);
    plan.settle(stretch, wrong);
    if (wrong.length > 0) plan.fetchItself(chunk);
    activity.reused(bytesOf(chunks, stretch, wrong));
  });
}

export function bytesOf(chunks: ChunkList, { first, count }: Stretch, wrong: Wrong): number {
  const all = chunks.offset(first + count) - chunks.offset(first);
  return wrong.reduce((rest, chunk) => rest - chunks.length(chunk), all);
}

/** Stretches of missing chunks that lie one after the other in the seed as well. */
function* findIn(seed: ChunkList, chunks: ChunkList, plan: Plan): Generator<Found> {
  const from = new Float64Array(chunks.count).fill(-1);
  for (let chunk = 0; chunk < seed.count; chunk += 1) {
    const found = plan.index.find(seed.hash(chunk), seed.length(chunk));
    if (found !== -1 && plan.isFree(found)) from[found] = seed.offset(chunk);
  }
  const at = (chunk: number) => from[chunk] ?? -1;
  for (let first = 0; first < chunks.count; ) {
    let end = first + 1;
    if (at(first) !== -1) {
      while (
        end < chunks.count &&
        at(end) === at(first) + chunks.offset(end) - chunks.offset(first) &&
        chunks.offset(end + 1) - chunks.offset(first) <= goBytes
      ) {
        end += 1;
      }
      yield { first, count: end - first, from: at(first) };
    }
    first = end;
  }
}
