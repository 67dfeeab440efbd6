import { Failure } from '#shared/errors.ts';
import { readAddress } from '#shared/models/addresses.ts';
import {
  type AddedAddress,
  type DaysBefore,
  mostNotified,
  type NotificationAddress,
  NotificationKind,
} from '#shared/models/notification.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Write } from '../store/open.ts';
import {
  addNotified,
  changeNotified,
  findNotified,
  knownAddresses,
  type NewAddress,
  notifiedBy,
} from '../store/queries/notification.ts';
import { changesOf } from '../rules/changes.ts';
import { unsubscribeLink } from '../warnings/unsubscribe-link.ts';
import { type Deed, recordDeed } from './audit.ts';
import { steadyTeam } from './team-place.ts';

interface Wish {
  addresses: readonly string[];
  kinds: readonly NotificationKind[];
  daysBefore: DaysBefore;
}

/** Adds many addresses in one go. Each is answered for itself; whoever is there already stays as they are. */
export function addAddresses(
  parts: CloudParts,
  context: GuardedContext,
  { addresses, daysBefore, ...wish }: Wish,
): Promise<{ addresses: AddedAddress[] }> {
  const kinds = each(wish.kinds);
  return context.write(async (tx) => {
    const { organization, me } = await steadyTeam(parts, context, tx, [], 'notification.manage');
    const read = addresses.map(readAddress);
    const known = await knownAddresses(tx, organization.id, read.map(({ email }) => email ?? '').filter(Boolean));
    const added = new Map<string, NewAddress>();
    const answers = read.map(({ written, email }): AddedAddress => {
      if (email === null) return { address: written, verdict: 'not-an-address' };
      if (added.has(email)) return { address: written, verdict: 'repeated' };
      const found = known.get(email);
      if (found === 'unsubscribed') return { address: written, verdict: 'unsubscribed' };
      if (found === 'listed') return { address: written, verdict: 'is-there' };
      const { digest } = unsubscribeLink(parts.config, { organization: organization.id, email });
      const at = parts.clock.now();
      added.set(email, { organization: organization.id, email, kinds, daysBefore, linkDigest: digest, at, by: me.id });
      return { address: written, verdict: 'added' };
    });
    await addNotified(tx, [...added.values()]);
    if ((await notifiedBy(tx, organization.id)).length > mostNotified)
      throw new Failure('too-many-addresses', { limit: mostNotified });
    const deeds = [...added.keys()].map(
      (email): Deed => ({
        action: 'notification.add',
        organization: organization.id,
        subject: email,
        details: { email, kinds, daysBefore },
      }),
    );
    await recordDeed(parts, context, tx, ...deeds);
    return { addresses: answers };
  });
}

/** Changes what an address is told of, and how early. */
export function changeAddress(
  parts: CloudParts,
  context: GuardedContext,
  wish: { email: string; kinds?: readonly NotificationKind[] | undefined; daysBefore?: DaysBefore | undefined },
): Promise<NotificationAddress> {
  return context.write(async (tx) => {
    const { organization, found } = await listed(parts, context, tx, wish.email);
    const wanted = { kinds: wish.kinds && each(wish.kinds), daysBefore: wish.daysBefore };
    const details = changesOf(found, wanted);
    if (Object.keys(details).length === 0) return found;
    const { email } = found;
    await changeNotified(tx, { organization, email }, definedOf(wanted));
    await recordDeed(parts, context, tx, { action: 'notification.change', organization, subject: email, details });
    return { ...found, ...definedOf(wanted) };
  });
}

/** Takes an address off the list. Whoever unsubscribed stays unsubscribed. */
export function removeAddress(
  parts: CloudParts,
  context: GuardedContext,
  written: string,
): Promise<Record<string, never>> {
  return context.write(async (tx) => {
    const { organization, found } = await listed(parts, context, tx, written);
    const { email } = found;
    await changeNotified(tx, { organization, email }, { removedAt: parts.clock.now() });
    await recordDeed(parts, context, tx, { action: 'notification.remove', organization, subject: email });
    return {};
  });
}

/** An address on the list; the caller may manage it, also now. */
async function listed(parts: CloudParts, context: GuardedContext, tx: Write, written: string) {
  await steadyTeam(parts, context, tx, [], 'notification.manage');
  const { organization } = placeOf(context);
  const found = await findNotified(tx, organization, written.trim().toLowerCase());
  if (!found) throw new Failure('not-found', {});
  return { organization, found };
}

/** Each once, in one order. */
const each = (kinds: readonly NotificationKind[]) => NotificationKind.options.filter((kind) => kinds.includes(kind));

const definedOf = ({
  kinds,
  daysBefore,
}: {
  kinds: NotificationKind[] | undefined;
  daysBefore: DaysBefore | undefined;
}) => ({
  ...(kinds && { kinds }),
  ...(daysBefore && { daysBefore }),
});
