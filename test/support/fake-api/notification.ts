import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { readAddress } from '#shared/models/addresses.ts';
import type { AddedAddress, NotificationAddress } from '#shared/models/notification.ts';
import { day } from '#shared/models/time.ts';
import { ingrid, pictureTime as now } from './data.ts';
import type { Watched } from './world.ts';

const address = (email: string, change: Partial<NotificationAddress> = {}): NotificationAddress => ({
  email,
  kinds: ['licenses', 'offline-leases'],
  daysBefore: 30,
  addedAt: now - 40 * day,
  addedBy: ingrid.name,
  unsubscribedAt: null,
  ...change,
});

/** The addresses that Northlight tells, with each state there is. */
const pictureAddresses = (): NotificationAddress[] => [
  address('accounting@northlight.example', { kinds: ['licenses'] }),
  address('engineering.outside-broadcast-unit-four@northlight.example', { daysBefore: 7 }),
  address('truck@northlight.example', { kinds: ['offline-leases'], daysBefore: 3, unsubscribedAt: now - 2 * day }),
];

/** The list of an organization, as a cloud keeps it, in memory. */
export function fakeNotification(world: Watched): CloudClient['notification'] {
  let addresses = pictureAddresses();
  const listed = () => {
    if (world.failing) throw world.failing;
    return addresses;
  };
  const found = (email: string) => {
    const one = listed().find((each) => each.email === email);
    if (!one) throw new Failure('not-found', {});
    return one;
  };
  let isSubscribed = true;
  return {
    list: async () => listed(),
    add: async ({ addresses: written, kinds, daysBefore = 30 }) => ({
      addresses: written.map((each): AddedAddress => {
        const { email } = readAddress(each);
        if (email === null) return { address: each, verdict: 'not-an-address' };
        const known = listed().find((one) => one.email === email);
        if (known) return { address: each, verdict: known.unsubscribedAt === null ? 'is-there' : 'unsubscribed' };
        addresses = [...addresses, address(email, { kinds: [...kinds], daysBefore, addedAt: now })];
        return { address: each, verdict: 'added' };
      }),
    }),
    change: async ({ email, kinds, daysBefore }) => {
      const changed = { ...found(email), ...(kinds && { kinds: [...kinds] }), ...(daysBefore && { daysBefore }) };
      addresses = addresses.map((each) => (each.email === email ? changed : each));
      return changed;
    },
    remove: async ({ email }) => {
      const gone = found(email);
      addresses = addresses.filter((each) => each !== gone);
      return {};
    },
    test: async ({ email }) => {
      if (found(email).unsubscribedAt !== null) throw new Failure('address-unsubscribed', { email });
      return {};
    },
    showLink: async ({ token }) => {
      if (token === 'unknown') throw new Failure('not-found', {});
      return { email: 'truck@northlight.example', organization: 'Northlight Studios', isSubscribed };
    },
    unsubscribe: async () => {
      isSubscribed = false;
      return {};
    },
    subscribe: async () => {
      isSubscribed = true;
      return {};
    },
  };
}
