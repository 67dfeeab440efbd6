import type { Body } from './port.ts';

/** What came is not as long as it was said to be: the file was changed while it was read. */
export class WrongSize extends Error {
  constructor(expected: number, found: number) {
    super(`${expected} bytes were announced, and ${found} came`);
  }
}

/** Passes on what comes, and throws `WrongSize` rather than end with another number of bytes. */
export async function* counted(body: Body, size: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  let found = 0;
  for await (const bytes of body instanceof Uint8Array ? [body] : body) {
    signal?.throwIfAborted();
    found += bytes.length;
    if (found > size) throw new WrongSize(size, found);
    yield bytes;
  }
  if (found !== size) throw new WrongSize(size, found);
}
