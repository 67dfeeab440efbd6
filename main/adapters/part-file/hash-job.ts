/** What a hash worker is told to do: look at chunks that lie one after the other, and write those that are right. */
export interface HashJob {
  /** Memory, or a file that is open in this process. */
  source: { memory: SharedArrayBuffer; at: number } | { file: number; at: number };
  /** Where the chunks belong, in a file that is open in this process; null: they are only looked at. */
  target: { file: number; at: number } | null;
  /** Lengths and hashes, written as in a chunk list. */
  chunks: Uint8Array;
}

/** Which of them were wrong, counted from 0; or what the system said. */
export type HashAnswer = { wrong: number[] } | { error: { code: string; message: string } };
