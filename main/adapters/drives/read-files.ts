import { constants, open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { CarriedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { DriveReading } from '../../services/ports.ts';
import { type Budget, createBlockCollector } from './block-collector.ts';
import type { FoundFile, Skipped } from './places.ts';
import { whyUnreadable } from './trouble.ts';
import { untilAborted } from './until-aborted.ts';

const words = text.companion.drives;

/** A larger file holds no license: it is refused by its size, unread. */
const largestFile = 256 * 1024 * 1024;
const chunkSize = 128 * 1024;
/** What one reading may bring home, all files together. */
const budget = (): Budget => ({ blocks: 10_000, characters: 60 * 1024 * 1024 });

/** Reads files one after the other and keeps what is Greenroom's in them. One that cannot be read is named, and skipped. */
export async function readFiles(found: readonly FoundFile[], signal?: AbortSignal): Promise<DriveReading> {
  const files: CarriedFile[] = [];
  const skipped: Skipped[] = [];
  const left = budget();
  for (const file of found) {
    const skip = (why: string) => skipped.push({ name: file.name, why });
    try {
      signal?.throwIfAborted();
      if (file.size > largestFile) skip(words.tooLarge);
      else if (file.size > 0) {
        const { blocks, isCut } = await readBlocks(file.path, left, signal);
        if (blocks !== '') files.push({ name: file.name, text: blocks });
        if (isCut) skip(words.tooMuch);
      }
    } catch (error) {
      skip(whyUnreadable(error));
      if (signal?.aborted) break;
    }
  }
  return { files, skipped };
}

async function readBlocks(path: string, left: Budget, signal?: AbortSignal) {
  // Without waiting for a writer, where a pipe has taken the place of the file since it was looked at.
  const file = await untilAborted(open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)), signal);
  try {
    const collector = createBlockCollector(left);
    const chunk = Buffer.alloc(chunkSize);
    let decoder: TextDecoder | null = null;
    for (let total = 0; total <= largestFile && !collector.isFull(); ) {
      const { bytesRead } = await untilAborted(file.read(chunk, 0, chunkSize, null), signal);
      if (bytesRead === 0) break;
      const bytes = chunk.subarray(0, bytesRead);
      decoder ??= decoderFor(bytes);
      if (decoder === null) break;
      collector.push(decoder.decode(bytes, { stream: true }));
      total += bytesRead;
    }
    return { blocks: collector.finish(), isCut: collector.isFull() };
  } finally {
    void file.close().catch(() => undefined);
  }
}

/** What the file is written in; null when it is no text. Windows PowerShell writes UTF-16 behind `>`. */
function decoderFor(start: Buffer): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be');
  return start.subarray(0, 4_096).includes(0) ? null : new TextDecoder();
}
