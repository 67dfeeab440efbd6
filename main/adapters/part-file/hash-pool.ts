import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { HashAnswer, HashJob, HashMessage } from './hash-job.ts';

export type HashPool = ReturnType<typeof createHashPool>;

interface Hand {
  worker: Worker;
  /** The numbers under which it knows memory. */
  known: Map<SharedArrayBuffer, number>;
  /** Those who wait for it, in the order of their jobs. */
  waiting: PromiseWithResolvers<HashAnswer>[];
}

/** One more than it works on, so that it never waits for this thread. */
const jobsEach = 2;
/** Two keep up with a line of 10 Gbit/s; each takes a dozen megabytes. */
const mostWorkers = 2;

/**
 * Threads that hash and write, for all transfers together. They are started when there is work, do not keep the process alive, and
 * are ended when there has been none for a while.
 */
export function createHashPool({
  workers = Math.min(mostWorkers, availableParallelism()),
  idleAfter = 5_000,
  onIdle = () => undefined,
}: {
  workers?: number;
  idleAfter?: number;
  onIdle?: () => void;
} = {}) {
  const hands: Hand[] = [];
  const queue: { job: HashJob; answer: PromiseWithResolvers<HashAnswer> }[] = [];
  let idle: NodeJS.Timeout | undefined;

  function start(): Hand {
    const worker = new Worker(workerFile(), {
      name: 'greenroom-hash',
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
    });
    const hand: Hand = { worker, known: new Map(), waiting: [] };
    const lose = (error: unknown) => {
      hands.splice(hands.indexOf(hand), hands.includes(hand) ? 1 : 0);
      for (const answer of hand.waiting.splice(0)) answer.reject(error);
    };
    worker.unref();
    worker.on('message', (answer: HashAnswer) => {
      hand.waiting.shift()?.resolve(answer);
      next(hand);
    });
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('a hash worker ended')));
    hands.push(hand);
    return hand;
  }

  /** The one with the least to do; a new one while there may be more and all have enough. */
  function freest(): Hand {
    const best = hands.toSorted((a, b) => a.waiting.length - b.waiting.length)[0];
    return best && (best.waiting.length < jobsEach || hands.length === workers) ? best : start();
  }

  function next(hand: Hand): void {
    while (hand.waiting.length < jobsEach) {
      const waiting = queue.shift();
      if (!waiting) break;
      give(hand, waiting.job, waiting.answer);
    }
    if (hand.waiting.length === 0) hand.worker.unref();
    if (hands.every(({ waiting }) => waiting.length === 0)) idle = setTimeout(end, idleAfter).unref();
  }

  function give(hand: Hand, job: HashJob, answer: PromiseWithResolvers<HashAnswer>): void {
    if (hand.waiting.length === 0) hand.worker.ref();
    hand.waiting.push(answer);
    const { source } = job;
    tell(hand, { ...job, source: 'memory' in source ? { ...source, memory: numberOf(hand, source.memory) } : source });
  }

  /** Memory is handed over once: it costs more than all the rest of a job. */
  function numberOf(hand: Hand, memory: SharedArrayBuffer): number {
    const number = hand.known.get(memory) ?? hand.known.size;
    if (number === hand.known.size) tell(hand, { number, memory });
    hand.known.set(memory, number);
    return number;
  }

  const tell = ({ worker }: Hand, message: HashMessage) => worker.postMessage(message, []);

  function end(): void {
    for (const { worker } of hands.splice(0)) void worker.terminate();
    onIdle();
  }

  return {
    /** Rejects only when a thread itself broke. */
    run(job: HashJob): Promise<HashAnswer> {
      clearTimeout(idle);
      const answer = Promise.withResolvers<HashAnswer>();
      const hand = freest();
      if (hand.waiting.length < jobsEach) give(hand, job, answer);
      else queue.push({ job, answer });
      return answer.promise;
    },
    end,
  };
}

/** The worker lies beside this file: as it was written in a checkout, as a program of its own where all is bundled. */
function workerFile(): URL {
  const bundled = new URL('./hash-worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./hash-worker.ts', import.meta.url);
}
