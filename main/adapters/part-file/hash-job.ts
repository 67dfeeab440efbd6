/** What is to be done: look at chunks that lie one after the other, and write those that are right. */
export interface HashJob<Memory = SharedArrayBuffer> {
  /** Memory, or a file that is open in this process. */
  source: { memory: Memory; at: number } | { file: number; at: number };
  /** Where the chunks belong, in a file that is open in this process; null: they are only looked at. */
  target: { file: number; at: number } | null;
  /** Lengths and hashes, written as in a chunk list. */
  chunks: Uint8Array;
}

/** What a hash worker is told: memory once, under a number from then on, and jobs that name it. */
export type HashMessage = { number: number; memory: SharedArrayBuffer } | HashJob<number>;

/** Which of the chunks were wrong, counted from 0; or what the system said. */
export type HashAnswer = { wrong: number[] } | { error: { code: string; message: string } };
