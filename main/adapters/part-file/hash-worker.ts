import { parentPort } from 'node:worker_threads';
import { hashChunks } from './hash-chunks.ts';
import type { HashAnswer, HashJob } from './hash-job.ts';

/** A thread that hashes chunks and writes those that are right. */
parentPort?.on('message', (job: HashJob) => parentPort?.postMessage(answer(job)));

function answer(job: HashJob): HashAnswer {
  try {
    return { wrong: hashChunks(job) };
  } catch (error) {
    const { code = '', message = String(error) } = error as { code?: string; message?: string };
    return { error: { code, message } };
  }
}
