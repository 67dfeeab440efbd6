import type { CloudConfig } from '../config.ts';
import type { CloudParts } from '../context.ts';
import { createOutbox } from './outbox.ts';
import type { Mailer } from './port.ts';

/** The mailer of the settings. Nodemailer is loaded only where mails are really sent. */
export async function startMailer(
  mail: CloudConfig['mail'],
  delivers: 'in-background' | 'at-once',
  parts: Pick<CloudParts, 'store' | 'clock' | 'random' | 'log'>,
): Promise<Mailer & { stop(): void }> {
  if (mail.kind === 'outbox') return { ...createOutbox(parts), stop() {} };
  const { createSmtp } = await import('./smtp.ts');
  const deliver = createSmtp(mail);
  if (delivers === 'at-once') return { send: deliver, stop() {} };
  const { startPatientMailer } = await import('./patient.ts');
  return startPatientMailer({ deliver, log: parts.log });
}
