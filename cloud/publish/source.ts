import { createReadStream } from 'node:fs';

/** Bytes that can be read from the beginning, more than once. */
export interface Source {
  size: number;
  open(): AsyncIterable<Uint8Array>;
}

const readAtOnce = 1024 * 1024;

export const fileSource = (path: string, size: number): Source => ({
  size,
  open: () => createReadStream(path, { highWaterMark: readAtOnce }),
});
