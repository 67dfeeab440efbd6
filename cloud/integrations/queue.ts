import type { AuditAction } from '#shared/models/audit.ts';
import { isAuditAction } from '#shared/models/audit.ts';
import { isWanted } from '#shared/models/webhook.ts';
import type { Moment } from '#shared/models/time.ts';
import { newId } from '../ids.ts';
import type { Random } from '../ports.ts';
import type { Write } from '../store/open.ts';

/** A deed as it was just put on record. */
interface RecordedDeed {
  id: string;
  at: Moment;
  organization_id: string | null;
  action: string;
}

/** What is sent by hand is for that one webhook: none is told of it. */
const notTold: readonly AuditAction[] = ['webhook.test', 'webhook.redeliver'];

/** Puts calls to be made beside the deeds that webhooks want to be told of, in the transaction of the deeds. */
export async function queueDeliveries(tx: Write, random: Random, deeds: readonly RecordedDeed[]): Promise<void> {
  const organizations = [...new Set(deeds.flatMap(({ organization_id }) => organization_id ?? []))];
  if (organizations.length === 0) return;
  const webhooks = await tx
    .selectFrom('webhook')
    .innerJoin('organization_details', 'organization_details.organization_id', 'webhook.organization_id')
    .select(['webhook.id', 'webhook.organization_id', 'events'])
    .where('webhook.organization_id', 'in', organizations)
    .where('off_at', 'is', null)
    // A closed organization tells nobody any more.
    .where('closed_at', 'is', null)
    .execute();
  const rows = webhooks.flatMap(({ id, organization_id, events }) => {
    const wanted = JSON.parse(events) as string[];
    return deeds
      .filter((deed) => deed.organization_id === organization_id && isTold(wanted, deed.action))
      .map((deed) => waiting(random, id, deed));
  });
  if (rows.length > 0) await tx.insertInto('webhook_delivery').values(rows).execute();
}

const isTold = (events: readonly string[], action: string): boolean =>
  isAuditAction(action) && !notTold.includes(action) && isWanted(events, action);

/** A call that waits for its first try. */
export function waiting(random: Random, webhook: string, deed: Pick<RecordedDeed, 'id' | 'at' | 'action'>) {
  return {
    id: newId(random, 'D'),
    webhook_id: webhook,
    deed_id: deed.id,
    action: deed.action,
    created_at: deed.at,
    state: 'waiting' as const,
    attempts: 0,
    next_at: deed.at,
    leased_until: null,
    last_at: null,
    status: null,
    trouble: null,
    milliseconds: null,
    answer: null,
    body: null,
  };
}
