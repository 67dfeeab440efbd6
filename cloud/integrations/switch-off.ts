import { text } from '#shared/text/index.ts';
import type { CloudParts } from '../context.ts';
import { recordDeed } from '../operations/audit.ts';
import type { Write } from '../store/open.ts';
import { giveUpWaiting } from '../store/queries/delivery.ts';
import type { WebhookRow } from '../store/queries/webhook.ts';

/** Switches a webhook off by itself; what waits is given up. False: another try has just done it. */
export async function switchOff(
  parts: Pick<CloudParts, 'clock' | 'random'>,
  tx: Write,
  { id, name, organization_id: organization }: WebhookRow,
  why: 'gone' | 'failing',
): Promise<boolean> {
  const off = { off_at: parts.clock.now(), off_why: why };
  const { numUpdatedRows } = await tx
    .updateTable('webhook')
    .set(off)
    .where('id', '=', id)
    .where('off_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await giveUpWaiting(tx, id);
  const deed = { action: 'webhook.switchOff', organization, subject: id, details: { name, why } };
  await recordDeed(parts, { caller: null, address: null, isCloud: true }, tx, deed);
  return true;
}

/** Tells whoever made a webhook, and the managers of its organization, that it is off. */
export async function tellSwitchedOff(
  { config, mail, store }: Pick<CloudParts, 'config' | 'mail' | 'store'>,
  webhook: WebhookRow,
  why: 'gone' | 'failing',
): Promise<void> {
  const people = await store.db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['user.email', 'user.name', 'organization.name as organization'])
    .where('member.organizationId', '=', webhook.organization_id)
    .where(({ eb, or }) =>
      or([eb('member.role', 'in', ['manager', 'owner']), eb('user.id', '=', webhook.created_by ?? '')]),
    )
    .orderBy('user.id')
    .execute();
  const url = new URL('/organization/integrations', config.publicUrl).href;
  for (const { email, name, organization } of people) {
    const words = { name, organization, webhook: webhook.name, address: webhook.url, why, url };
    const { subject, paragraphs } = text.integrationMails.switchedOff;
    await mail.send({ to: email, subject: subject(words), paragraphs: paragraphs(words) });
  }
}
