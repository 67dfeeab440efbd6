import type { CallContext, Caller, CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import { queueDeliveries } from '../integrations/queue.ts';
import type { Write } from '../store/open.ts';

/** What happened. `action`: `noun.verb`, as in the contract where there is one. */
export interface Deed {
  action: string;
  organization: string | null;
  subject: string;
  details?: Record<string, unknown>;
  /** Chosen by whoever refers to it. */
  id?: string;
}

/** Who did it: a call's context, or whoever has just proved who they are. */
export interface Doer extends Pick<CallContext, 'address' | 'isLocalVendor'> {
  caller: Pick<Caller, 'person' | 'key'> | null;
  /** Nobody called: the cloud did it by itself. */
  isCloud?: boolean;
}

/** Writes down who did what, when and from where, in the transaction of the deed itself; and that webhooks are to be told. */
export async function recordDeed(
  { clock, random }: Pick<CloudParts, 'clock' | 'random'>,
  { caller, address, isLocalVendor, isCloud }: Doer,
  tx: Write,
  ...deeds: readonly Deed[]
): Promise<void> {
  if (deeds.length === 0) return;
  const rows = deeds.map((deed) => ({
    id: deed.id ?? newId(random, 'E'),
    at: clock.now(),
    organization_id: deed.organization,
    person_id: caller?.person.id ?? null,
    actor: caller?.person.name ?? (isLocalVendor ? 'vendor' : isCloud ? 'cloud' : 'nobody'),
    action: deed.action,
    subject: deed.subject,
    details: JSON.stringify(deed.details ?? {}),
    address,
    key_id: caller?.key?.id ?? null,
    key_name: caller?.key?.name ?? null,
  }));
  await tx.insertInto('audit').values(rows).execute();
  await queueDeliveries(tx, random, rows);
}
