import { dirname } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { ChunkList } from '#shared/files/chunk-list.ts';
import { createActivity } from './run-activity.ts';
import { fetchMissing } from './run-fetch.ts';
import { inParallel } from './run-parallel.ts';
import { createPlan } from './run-plan.ts';
import type { PartFile, RunPorts, Stretch } from './run-ports.ts';
import { goBytes, repeat, type SeedParts, takeFromSeed } from './run-seeds.ts';
import { createSource } from './run-source.ts';
import type { RunTransfer } from './transfer-ports.ts';

/**
 * Puts one file together: what is on the disk already is checked, seeds give what they have, the rest is fetched; every chunk is
 * checked before it is written, and when all are there the file gets its name.
 */
export function createRunTransfer(ports: RunPorts): RunTransfer {
  return async (task, listener, { limiter, signal }) => {
    signal.throwIfAborted();
    const { path, chunks, contentId } = task;
    const part = await ports.partFiles.open({ path, chunks, contentId });
    try {
      requireSpace(part, path);
      const plan = createPlan(chunks);
      const activity = createActivity(ports.clock, listener, plan.presentBytes);
      const parts: SeedParts = { chunks, plan, part, activity, signal };

      const damaged = await checkClaims(parts);
      if (plan.presentBytes() > 0) listener.note({ code: 'continued', keptBytes: plan.presentBytes() });

      activity.enter('running');
      let missing = new Failure<'source-missing' | 'drive-gone'>('source-missing', {});
      for (const seed of task.seeds) {
        await repeat(parts);
        if (plan.isComplete()) break;
        const { bytes, isGone } = await takeFromSeed(seed, parts);
        if (isGone) missing = new Failure('drive-gone', { drive: dirname(seed.path) });
        activity.tell();
        if (bytes > 0) listener.note({ code: 'built-from', version: seed.version, bytes });
      }

      const source = task.link && createSource(ports, task.link, { activity, listener, size: chunks.size });
      for (await repeat(parts); !plan.isComplete(); await repeat(parts)) {
        // Without a network, what the seeds do not have cannot be had.
        if (source === null) throw missing;
        await fetchMissing({ ...parts, ports, source, limiter }, signal);
      }
      if (damaged > 0) listener.note({ code: 'repaired', chunks: damaged });
      activity.enter('verifying');
      await part.finish();
    } finally {
      await part.close();
    }
  };
}

/** Hashes again what an earlier run has written. Says how many chunks were there and are no longer what they were. */
async function checkClaims({ chunks, plan, part, activity, signal }: SeedParts): Promise<number> {
  let damaged = 0;
  let isFirst = true;
  await inParallel(claimed(part.claims, chunks), signal, async (stretch) => {
    if (isFirst) activity.enter('verifying');
    isFirst = false;
    const wrong = await part.check(stretch);
    plan.settle(stretch, wrong);
    damaged += wrong.filter((chunk) => part.claims[chunk] === written).length;
    activity.tell();
  });
  return damaged;
}

const written = 2;
const mayBeThere = (claim: number | undefined) => claim !== undefined && claim > 0;

function* claimed(claims: Uint8Array, chunks: ChunkList): Generator<Stretch> {
  for (let first = 0; first < chunks.count; ) {
    let end = first + 1;
    if (mayBeThere(claims[first])) {
      while (mayBeThere(claims[end]) && chunks.offset(end + 1) - chunks.offset(first) <= goBytes) end += 1;
      yield { first, count: end - first };
    }
    first = end;
  }
}

function requireSpace({ space: { neededBytes, freeBytes } }: PartFile, path: string): void {
  if (freeBytes !== null && neededBytes > freeBytes) {
    throw new Failure('not-enough-space', { path, neededBytes, freeBytes });
  }
}
