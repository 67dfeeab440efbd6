import { onTestFinished } from 'vitest';
import { startMailServer } from './smtp-server.ts';

/** A real mail server on loopback, stopped when the test ends; refuses the first mails when told to. */
export async function mailServer({ refuses = 0 } = {}) {
  const { mails, smtp, stop } = await startMailServer({ refuses });
  onTestFinished(stop);
  return { mails, smtp };
}
