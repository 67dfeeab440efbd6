import type { Readable, Writable } from 'node:stream';

/** What a command gets from the world. */
export interface Terminal {
  environment: Record<string, string | undefined>;
  stdin: Readable;
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
}
