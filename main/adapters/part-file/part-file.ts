import { constants } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { ChunkList } from '#shared/files/chunk-list.ts';
import type { PartFile, Stretch, Wrong } from '../../services/ports.ts';
import { deviceOf, syncFolder } from '../drives/durable.ts';
import type { HashJob } from './hash-job.ts';
import type { HashPool } from './hash-pool.ts';
import { openJournal } from './journal.ts';
import { openSeed } from './seed-file.ts';
import { createSyncing } from './syncing.ts';
import { diskFailure } from './trouble.ts';

/** As in a chunk list: a length and a hash. */
const width = 36;
/** FAT, as Linux names it, has no longer files. */
const fat = { type: 0x4d44, longest: 2 ** 32 - 1 };

interface Wanted {
  path: string;
  chunks: ChunkList;
  contentId: string;
}

/** Opens `<path>.part` and the journal beside it. */
export async function openPartFile(pool: HashPool, { path, chunks, contentId }: Wanted): Promise<PartFile> {
  const partPath = `${path}.part`;
  const journalPath = `${partPath}.journal`;
  const folder = dirname(path);
  let device = await deviceOf(folder);
  const orFailure = <Result>(task: Promise<Result>): Promise<Result> =>
    task.catch(async (error: unknown) => {
      throw await diskFailure(error, path, device);
    });

  await orFailure(mkdir(folder, { recursive: true }));
  device = await deviceOf(folder);
  const disk = await orFailure(statfs(folder));
  if (disk.type === fat.type && chunks.size > fat.longest) throw new Failure('file-too-large', { path });
  const file = await orFailure(open(partPath, constants.O_RDWR | constants.O_CREAT, 0o644));
  const { size, blocks } = await orFailure(file.stat());
  const journal = await orFailure(openJournal(journalPath, contentId, size === 0)).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  const syncing = createSyncing(file);
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  /** Has a stretch hashed, and written when it comes from elsewhere; notes what is there now. */
  async function have(source: HashJob['source'], { first, count }: Stretch, isThere = false): Promise<Wrong> {
    const at = chunks.offset(first);
    // A copy: of a view, all the memory behind it would go along.
    const list = new Uint8Array(chunks.bytes.subarray(first * width, (first + count) * width));
    const answer = await pool.run({ source, target: isThere ? null : { file: file.fd, at }, chunks: list });
    if ('error' in answer) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    const wrong = answer.wrong.map((chunk) => first + chunk);
    for (const right of stretchesBetween(first, first + count, wrong)) journal.note(right);
    if (!isThere) await syncing.written();
    return wrong;
  }

  function keep<Result>(task: Promise<Result>): Promise<Result> {
    const kept = orFailure(task).finally(() => underWay.delete(kept));
    underWay.add(kept);
    return kept;
  }

  async function close(): Promise<void> {
    await Promise.allSettled(underWay);
    if (isClosed) return;
    isClosed = true;
    await syncing.end();
    await Promise.allSettled([file.close(), journal.close()]);
  }

  async function finish(): Promise<void> {
    await Promise.allSettled(underWay);
    await file.truncate(chunks.size);
    await file.sync();
    await close();
    await rename(partPath, path);
    await syncFolder(folder);
    await rm(journalPath, { force: true });
  }

  return {
    claims: claimsOf(chunks, journal.claims, size),
    space: {
      neededBytes: Math.max(0, chunks.size - blocks * 512),
      freeBytes: disk.blocks === 0 ? null : disk.bavail * disk.bsize,
    },
    check: (stretch) => keep(have({ file: file.fd, at: chunks.offset(stretch.first) }, stretch, true)),
    write: ({ bytes }, at, stretch) => keep(have({ memory: bytes.buffer, at }, stretch)),
    copy: (from, stretch) => keep(have({ file: file.fd, at: from }, stretch)),
    seed: (seedPath) => openSeed(seedPath, (source, stretch) => keep(have(source, stretch))),
    finish: () => orFailure(finish()),
    close,
  };
}

/** Everything that lies within the file may be there; the journal is surer of some. */
function claimsOf(chunks: ChunkList, said: readonly Stretch[], size: number): Uint8Array {
  const claims = new Uint8Array(chunks.count).fill(1);
  for (const { first, count } of said) claims.fill(2, first, first + count);
  for (let chunk = chunks.count - 1; chunk >= 0 && chunks.offset(chunk + 1) > size; chunk -= 1) claims[chunk] = 0;
  return claims;
}

/** What is left of a stretch without the chunks that are wrong. */
function stretchesBetween(first: number, end: number, wrong: Wrong): Stretch[] {
  const edges = [first - 1, ...wrong, end];
  return edges
    .slice(1)
    .map((edge, before) => ({ first: (edges[before] ?? 0) + 1, count: edge - (edges[before] ?? 0) - 1 }))
    .filter(({ count }) => count > 0);
}
