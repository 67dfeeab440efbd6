import { hash } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';
import type { HashJob } from './hash-job.ts';

/** As in a chunk list: the length, the highest byte first, and the SHA-256. */
const width = 36;

let own = Buffer.alloc(0);

/** Does a job. Says which chunks were wrong; what a source cannot give is wrong. Throws what the target's disk says. */
export function hashChunks(
  { source, target, chunks }: HashJob<number>,
  memories: readonly SharedArrayBuffer[],
): number[] {
  const wrong: number[] = [];
  const list = Buffer.from(chunks.buffer, chunks.byteOffset, chunks.byteLength);
  const count = list.length / width;
  const bytes = 'memory' in source ? inMemory(memories[source.memory], source.at) : read(source, sizeOf(list));
  let at = 0;
  /** Right chunks that are not written yet begin here: neighbours are written together. */
  let from = 0;

  const write = (to: number) => {
    if (target && to > from) writeFully(target.file, bytes.subarray(from, to), target.at + from);
  };
  for (let chunk = 0; chunk < count; chunk += 1) {
    const end = at + list.readUInt32BE(chunk * width);
    const expected = list.subarray(chunk * width + 4, (chunk + 1) * width);
    if (end > bytes.length || !expected.equals(hash('sha256', bytes.subarray(at, end), 'buffer'))) {
      wrong.push(chunk);
      write(at);
      from = end;
    }
    at = end;
  }
  write(Math.min(at, bytes.length));
  return wrong;
}

function sizeOf(list: Buffer): number {
  let size = 0;
  for (let at = 0; at < list.length; at += width) size += list.readUInt32BE(at);
  return size;
}

const inMemory = (memory: SharedArrayBuffer | undefined, at: number) =>
  memory === undefined ? own.subarray(0, 0) : new Uint8Array(memory, at);

/** As much as the file has. */
function read({ file, at }: { file: number; at: number }, size: number): Uint8Array {
  if (own.length < size) own = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  try {
    while (filled < size) {
      const count = readSync(file, own, filled, size - filled, at + filled);
      if (count === 0) break;
      filled += count;
    }
  } catch {
    // A bad sector, or a stick that is gone: what lies behind it is fetched from elsewhere.
  }
  return own.subarray(0, filled);
}

function writeFully(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, position + done);
}
