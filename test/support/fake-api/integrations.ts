import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { ApiKey } from '#shared/models/api-key.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import type { Webhook, WebhookDelivery } from '#shared/models/webhook.ts';
import { amara, ingrid, pictureTime as now } from './data.ts';
import type { Watched } from './world.ts';

const northlight = { id: 'O-northlight', name: 'Northlight Studios' };

const key = (change: Partial<ApiKey> & Pick<ApiKey, 'id' | 'name' | 'start'>): ApiKey => ({
  scopes: ['read'],
  maker: ingrid,
  isWeaker: false,
  createdAt: now - 40 * day,
  expiresAt: now + 50 * day,
  lastUsedAt: now - 3 * minute,
  ...change,
});

const find = <Thing extends { id: string }>(things: readonly Thing[], id: string): Thing => {
  const found = things.find((each) => each.id === id);
  if (!found) throw new Failure('not-found', {});
  return found;
};

/** The API keys of Northlight, in memory. */
export function fakeApiKey(world: Watched): CloudClient['apiKey'] {
  let keys: ApiKey[] = [
    key({ id: 'K-1', name: 'Render sync', start: 'grk_9k2m', scopes: ['read', 'licenses', 'machines'] }),
    key({
      id: 'K-2',
      name: 'Onboarding from HR',
      start: 'grk_t4wz',
      maker: amara,
      scopes: ['people'],
      expiresAt: null,
    }),
    key({ id: 'K-3', name: 'Audit to the SIEM', start: 'grk_hq07', scopes: ['audit'], expiresAt: now + 4 * day }),
    key({ id: 'K-4', name: 'Old dashboard', start: 'grk_x8c1', lastUsedAt: null, expiresAt: now - 9 * day }),
  ];
  const all = () => {
    if (world.failing) throw world.failing;
    return keys;
  };
  const revoke = async ({ key: id }: { key: string }) => {
    find(keys, id);
    keys = keys.filter((each) => each.id !== id);
    return {};
  };
  return {
    list: async () => all(),
    create: async ({ name, scopes, days }) => {
      const expiresAt = days === null ? null : now + days * day;
      const made = key({ id: `K-${keys.length + 1}`, name, start: 'grk_7n3d', scopes, expiresAt });
      keys = [{ ...made, createdAt: now, lastUsedAt: null }, ...all()];
      return { ...made, createdAt: now, lastUsedAt: null, text: 'grk_7n3d5xkq0vt28hmw4czrye6p19abgjfs0k3v9x2' };
    },
    rename: async ({ key: id, name }) => {
      const renamed = { ...find(keys, id), name };
      keys = keys.map((each) => (each.id === id ? renamed : each));
      return renamed;
    },
    revoke,
    mine: async () =>
      all()
        .filter(({ maker }) => maker.id === ingrid.id)
        .map((each) => ({ ...each, organization: northlight })),
    revokeMine: revoke,
  };
}

const body = JSON.stringify({
  type: 'license.assign',
  timestamp: new Date(now - 2 * minute).toISOString(),
  organization: northlight,
  data: {
    id: 'E-7Q4K',
    at: now - 2 * minute,
    who: { id: 'P-ingrid', name: 'Ingrid Aas' },
    action: 'license.assign',
    subject: 'L-xr',
    details: { license: 'Graphics XR', person: 'P-jo' },
    names: { 'P-jo': 'Jo Berg', 'L-xr': 'Graphics XR' },
    address: '192.0.2.14',
  },
});

const delivery = (id: string, change: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id,
  action: 'license.assign',
  state: 'delivered',
  createdAt: now - 2 * minute,
  attempts: 1,
  lastAt: now - 2 * minute,
  nextAt: null,
  status: 200,
  trouble: null,
  milliseconds: 84,
  answer: '{"ok":true}',
  body,
  ...change,
});

const pictureDeliveries: Record<string, WebhookDelivery[]> = {
  'W-1': [
    delivery('D-5'),
    delivery('D-4', { action: 'lease.release', createdAt: now - 3 * hour, lastAt: now - 3 * hour, milliseconds: 112 }),
    delivery('D-3', {
      action: 'license.unassign',
      createdAt: now - 26 * hour,
      lastAt: now - 26 * hour + 65_000,
      attempts: 3,
      status: 204,
      answer: '',
    }),
  ],
  'W-2': [
    delivery('D-9', {
      action: 'team.invite',
      state: 'waiting',
      createdAt: now - 40 * minute,
      attempts: 4,
      lastAt: now - 5 * minute,
      nextAt: now + 25 * minute,
      status: 503,
      milliseconds: 30,
      answer:
        '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>',
    }),
    delivery('D-8', {
      action: 'team.setRole',
      state: 'failed',
      createdAt: now - 2 * day,
      attempts: 8,
      lastAt: now - 14 * hour,
      status: null,
      trouble: 'too-slow',
      milliseconds: 15_002,
      answer: null,
    }),
  ],
};

const webhook = (change: Partial<Webhook> & Pick<Webhook, 'id' | 'name' | 'url'>): Webhook => ({
  events: ['licenses', 'machines'],
  off: null,
  failingSince: null,
  oldSecretUntil: null,
  createdAt: now - 60 * day,
  createdBy: ingrid.name,
  waiting: 0,
  lastAt: now - 2 * minute,
  ...change,
});

/** The webhooks of Northlight, in memory. */
export function fakeWebhook(world: Watched): CloudClient['webhook'] {
  let webhooks: Webhook[] = [
    webhook({ id: 'W-1', name: 'Farm manager', url: 'https://farm.northlight.example/hooks/greenroom' }),
    webhook({
      id: 'W-2',
      name: 'HR',
      url: 'https://hr.northlight.example/api/v2/incoming/webhooks/6e1f0a2b9c7d',
      events: ['people'],
      failingSince: now - 40 * minute,
      waiting: 1,
      lastAt: now - 5 * minute,
    }),
    webhook({
      id: 'W-3',
      name: 'Old chat',
      url: 'https://chat.northlight.example/hook',
      events: ['organization', 'team.invite'],
      off: { why: 'gone', at: now - 8 * day },
      lastAt: now - 8 * day,
    }),
  ];
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
  const all = () => {
    if (world.failing) throw world.failing;
    return webhooks;
  };
  const change = (id: string, next: Partial<Webhook>) => {
    const changed = { ...find(webhooks, id), ...next };
    webhooks = webhooks.map((each) => (each.id === id ? changed : each));
    return changed;
  };
  const sent: Record<string, WebhookDelivery[]> = { ...pictureDeliveries };
  return {
    list: async () => all(),
    create: async ({ name, url, events }) => {
      if (!url.startsWith('https://')) throw new Failure('address-refused', { why: 'not-https' });
      const made = webhook({ id: `W-${webhooks.length + 1}`, name, url, events, createdAt: now, lastAt: null });
      webhooks = [...all(), made];
      return { ...made, secret };
    },
    update: async ({ webhook: id, name, url, events, isOn }) => {
      const off = isOn === undefined ? find(webhooks, id).off : isOn ? null : { why: 'by-hand' as const, at: now };
      const before = find(webhooks, id);
      return change(id, {
        name: name ?? before.name,
        url: url ?? before.url,
        events: events ?? before.events,
        off,
      });
    },
    remove: async ({ webhook: id }) => {
      find(webhooks, id);
      webhooks = webhooks.filter((each) => each.id !== id);
      return {};
    },
    rotateSecret: async ({ webhook: id }) => ({ ...change(id, { oldSecretUntil: now + day }), secret }),
    test: async ({ webhook: id }) => {
      const made = delivery(`D-${Date.now()}`, { action: 'webhook.test', createdAt: now, lastAt: now });
      sent[id] = [made, ...(sent[id] ?? [])];
      return made;
    },
    deliveries: async ({ webhook: id, state }) => ({
      rows: (sent[id] ?? []).filter((each) => state === undefined || each.state === state),
      next: null,
    }),
    redeliver: async ({ webhook: id, delivery: one }) => {
      const again = {
        ...find(sent[id] ?? [], one),
        state: 'delivered' as const,
        status: 200,
        trouble: null,
        lastAt: now,
      };
      sent[id] = (sent[id] ?? []).map((each) => (each.id === one ? again : each));
      return again;
    },
  };
}
