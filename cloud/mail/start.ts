import type { CloudConfig } from '../config.ts';
import type { CloudParts } from '../context.ts';
import { createOutbox } from './outbox.ts';
import type { Mailer } from './port.ts';

/** The mailer of the settings. Nodemailer is loaded only where mails are really sent. */
export async function startMailer(
  mail: CloudConfig['mail'],
  parts: Pick<CloudParts, 'store' | 'clock' | 'random' | 'log'>,
): Promise<Mailer & { stop(): void }> {
  if (mail.kind === 'outbox') return { ...createOutbox(parts), stop() {} };
  const [{ createSmtp }, { startPatientMailer }] = await Promise.all([import('./smtp.ts'), import('./patient.ts')]);
  return startPatientMailer({ deliver: createSmtp(mail), log: parts.log });
}
