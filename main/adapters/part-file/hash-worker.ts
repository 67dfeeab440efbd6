import { parentPort } from 'node:worker_threads';
import { hashChunks } from './hash-chunks.ts';
import type { HashAnswer, HashMessage } from './hash-job.ts';

/** A thread that hashes chunks and writes those that are right. */
const memories: SharedArrayBuffer[] = [];

parentPort?.on('message', (message: HashMessage) => {
  if ('number' in message) memories[message.number] = message.memory;
  else parentPort?.postMessage(answer(message), []);
});

function answer(job: Exclude<HashMessage, { number: number }>): HashAnswer {
  try {
    return { wrong: hashChunks(job, memories) };
  } catch (error) {
    const { code = '', message = String(error) } = error as { code?: string; message?: string };
    return { error: { code, message } };
  }
}
