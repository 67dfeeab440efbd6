import { Failure } from '#shared/errors.ts';
import { callerOf, type CloudParts, placeOf } from '../context.ts';
import { findNotified, notifiedBy } from '../store/queries/notification.ts';
import { addAddresses, changeAddress, removeAddress } from './notification-list.ts';
import { linkOf, setSubscribed } from './notification-link.ts';
import { sendTest } from './notification-test.ts';
import { os } from './base.ts';

/** Mails about an organization, to any address (T9). */
export function notificationOperations(parts: CloudParts) {
  const { store } = parts;
  return {
    list: os.notification.list.handler(({ context }) => notifiedBy(store.db, placeOf(context).organization)),
    add: os.notification.add.handler(({ context, input }) => addAddresses(parts, context, input)),
    change: os.notification.change.handler(({ context, input }) => changeAddress(parts, context, input)),
    remove: os.notification.remove.handler(({ context, input }) => removeAddress(parts, context, input.email)),
    test: os.notification.test.handler(async ({ context, input }) => {
      const { organization } = placeOf(context);
      const found = await findNotified(store.db, organization, input.email.toLowerCase());
      if (!found) throw new Failure('not-found', {});
      if (found.unsubscribedAt !== null) throw new Failure('address-unsubscribed', { email: found.email });
      await parts.auth.countOnAccount('test-mail', callerOf(context).person.email);
      await sendTest(parts, context, found);
      return {};
    }),
    showLink: os.notification.showLink.handler(async ({ context, input }) => {
      await parts.auth.countAttempt('unsubscribe', context);
      const { organization, email, isUnsubscribed, isRemoved } = await linkOf(store.db, input.token);
      return { email, organization: organization.name, isSubscribed: !isUnsubscribed && !isRemoved };
    }),
    unsubscribe: os.notification.unsubscribe.handler(async ({ context, input }) => {
      await parts.auth.countAttempt('unsubscribe', context);
      await setSubscribed(parts, context, input.token, false);
      return {};
    }),
    subscribe: os.notification.subscribe.handler(async ({ context, input }) => {
      await parts.auth.countAttempt('unsubscribe', context);
      await setSubscribed(parts, context, input.token, true);
      return {};
    }),
  };
}
