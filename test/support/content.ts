import { createCipheriv, createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

/** Bytes of any length without the memory for them. */
export interface Content {
  size: number;
  /** From `start` up to, not including, `end`. */
  read(start: number, end: number): Buffer;
}

/** Noise that is the same for the same name, at any place of it. */
export function seededContent(name: string, size: number): Content {
  const key = createHash('sha256').update(name).digest().subarray(0, 16);
  return {
    size,
    read(start, end) {
      const block = Math.floor(start / 16);
      const counter = Buffer.alloc(16);
      counter.writeBigUInt64BE(BigInt(block), 8);
      const zeros = Buffer.alloc(Math.max(0, Math.min(end, size) - block * 16));
      return createCipheriv('aes-128-ctr', key, counter)
        .update(zeros)
        .subarray(start - block * 16);
    },
  };
}

export const bytesContent = (bytes: Uint8Array): Content => ({
  size: bytes.length,
  read: (start, end) => Buffer.from(bytes.subarray(start, end)),
});

export const partOf = (content: Content, start: number, end = content.size): Content => ({
  size: end - start,
  read: (from, to) => content.read(start + from, Math.min(start + to, end)),
});

/** One after the other. */
export function joined(...parts: readonly Content[]): Content {
  const starts = [0];
  for (const { size } of parts) starts.push((starts.at(-1) ?? 0) + size);
  return {
    size: starts.at(-1) ?? 0,
    read: (start, end) =>
      Buffer.concat(
        parts.flatMap((part, at) => {
          const [from, to] = [Math.max(start - starts[at]!, 0), Math.min(end - starts[at]!, part.size)];
          return from < to ? [part.read(from, to)] : [];
        }),
      ),
  };
}

/** All of it, a piece at a time. */
export function* piecesOf(content: Content, start = 0, end = content.size, step = 64 * 1024): Generator<Buffer> {
  for (let at = start; at < end; at += step) yield content.read(at, Math.min(at + step, end));
}

export function sha256Of(content: Content): string {
  const hash = createHash('sha256');
  for (const piece of piecesOf(content, 0, content.size, 1024 * 1024)) hash.update(piece);
  return hash.digest('hex');
}

export function writeContent(path: string, content: Content): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of piecesOf(content, 0, content.size, 1024 * 1024)) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}
