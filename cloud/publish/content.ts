import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createChunkListWriter } from './chunk-list-writer.ts';
import { createChunker } from './chunker.ts';

/** What the bytes of a file come to. */
export interface Content {
  size: number;
  /** In hex. */
  sha256: string;
  /** BLAKE2b-512, which minisign signs. */
  blake2b: Uint8Array;
  /** The chunk list, as it lies beside the file. */
  chunkList: Uint8Array;
}

/** A file being read once: its bytes go on to whoever wants them, and what they come to is known at their end. */
export interface Reading {
  bytes: AsyncIterable<Uint8Array>;
  /** Throws before all bytes were taken. */
  content(): Content;
}

/** So much is hashed in one go, which takes a few milliseconds: a cloud that serves meanwhile is not kept waiting. */
const slice = 256 * 1024;

/** Reads a file of any size in constant memory, but for its chunk list. Rejects with the reason of the signal. */
export function createReading(source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Reading {
  const whole = createHash('sha256');
  const blake2b = createHash('blake2b512');
  const chunker = createChunker();
  const list = createChunkListWriter();
  let size = 0;
  let content: Content | null = null;

  const take = (bytes: Uint8Array) => {
    size += bytes.length;
    whole.update(bytes);
    blake2b.update(bytes);
    let from = 0;
    for (let end = chunker.end(bytes, 0); end >= 0; end = chunker.end(bytes, from)) {
      list.add(bytes.subarray(from, end));
      list.end();
      from = end;
    }
    list.add(bytes.subarray(from));
  };

  async function* passingOn() {
    for await (const bytes of source) {
      for (let at = 0; at < bytes.length; at += slice) {
        signal?.throwIfAborted();
        take(bytes.subarray(at, at + slice));
        await setImmediate();
      }
      yield bytes;
    }
    content = { size, sha256: whole.digest('hex'), blake2b: blake2b.digest(), chunkList: list.finish() };
  }

  return {
    bytes: passingOn(),
    content() {
      if (content === null) throw new Error('the file was not read to its end');
      return content;
    },
  };
}

/** Reads a file to its end, for what its bytes come to alone. */
export async function contentOf(source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<Content> {
  const reading = createReading(source, signal);
  for await (const _ of reading.bytes);
  return reading.content();
}
