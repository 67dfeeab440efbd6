import type { NotificationAddress } from '#shared/models/notification.ts';
import { text } from '#shared/text/index.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { unsubscribeLink } from '../warnings/unsubscribe-link.ts';
import { recordDeed } from './audit.ts';

/** Sends a mail that shows whether mails arrive, the same way as the real ones. */
export async function sendTest(
  parts: CloudParts,
  context: GuardedContext,
  { email, kinds, daysBefore, addedBy }: NotificationAddress,
): Promise<void> {
  const { organization: id } = placeOf(context);
  const { name } = await parts.store.db
    .selectFrom('organization')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await context.write((tx) =>
    recordDeed(parts, context, tx, { action: 'notification.test', organization: id, subject: email }),
  );
  const { url: unsubscribe } = unsubscribeLink(parts.config, { organization: id, email });
  const words = { organization: name, by: callerOf(context).person.name, kinds, daysBefore, addedBy, unsubscribe };
  const { subject, paragraphs } = text.organizationMails.test;
  await parts.mail.send({ to: email, subject: subject(words), paragraphs: paragraphs(words), unsubscribe });
}
