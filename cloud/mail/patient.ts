import { setTimeout as sleep } from 'node:timers/promises';
import { hour, minute } from '#shared/models/time.ts';
import type { Letter, Mailer } from './port.ts';

/** What it needs of a logger. */
interface Log {
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface PatientOptions {
  deliver(letter: Letter): Promise<void>;
  log: Log;
  /** How long to wait before each further try. */
  waits?: readonly number[];
}

/** So many mails are handed over at once: a mail server takes only so many connections from one place. */
const atOnce = 5;

const increasing = [minute, 5 * minute, 15 * minute, hour, 3 * hour];

/**
 * Delivers in the background and tries again when the mail server is away, so that nobody waits for it and no call
 * fails because of it. A mail that waits is lost when the process ends: what it says (an invitation) is in the store.
 */
export function startPatientMailer({ deliver, log, waits = increasing }: PatientOptions): Mailer & { stop(): void } {
  const stopped = new AbortController();
  const handOver = fewAtOnce(deliver);

  async function keepTrying(letter: Letter): Promise<void> {
    for (const wait of [...waits, null]) {
      try {
        await handOver(letter);
        return;
      } catch (error) {
        const about = { err: error, subject: letter.subject };
        if (wait === null) return log.error(about, 'a mail was given up');
        log.warn({ ...about, nextTryInSeconds: wait / 1_000 }, 'the mail server did not take a mail');
        await sleep(wait, undefined, { signal: stopped.signal, ref: false });
      }
    }
  }

  return {
    async send(letter) {
      void keepTrying(letter).catch(() => log.error({ subject: letter.subject }, 'a mail was not sent before the end'));
    },
    stop: () => stopped.abort(),
  };
}

/** A letter to everybody of a large organization is thousands: they go one behind the other. */
function fewAtOnce(deliver: PatientOptions['deliver']): PatientOptions['deliver'] {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async (letter) => {
    if (busy < atOnce) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await deliver(letter);
    } finally {
      // Whoever waits takes the place over.
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
