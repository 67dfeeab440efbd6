import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '#cloud/store/open.ts';
import { hasPostgres } from '../../../support/postgres.ts';
import { isGenuine, receiver } from '../../../support/receiver.ts';
import { freshDatabase, freshStore } from '../../../support/store.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { startDeliveries } from '#cloud/integrations/worker.ts';
import { until } from './hooks.ts';

it.skipIf(!hasPostgres)(
  'O9: of three processes on one PostgreSQL each call is made by one, once for each try',
  async () => {
    const where = await freshDatabase('postgres');
    const cloud = await licensingCloud('postgres', { store: await freshStore('postgres', where) });
    const organization = await cloud.addOrganization();
    const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
    const api = cloud.as(ingrid);
    // Every second call fails the first time.
    const failed = new Set<string>();
    const farm = await receiver((response, { id }) => {
      const isOdd = Number.parseInt(Buffer.from(id).toString('hex').slice(-1), 16) % 2 === 1;
      if (!isOdd || failed.has(id)) return response.end();
      failed.add(id);
      return response.writeHead(500).end();
    });
    const { secret, id } = await api.webhook.create({ organization, name: 'Farm', url: farm.url, events: ['people'] });
    for (let i = 0; i < 100; i++) await api.team.describe({ organization, person: ingrid.id, called: `I ${i}` });
    for (let i = 0; i < 3; i++) {
      const store = await openStore(where);
      const stop = startDeliveries({ ...cloud.parts, store }, { interval: 10 });
      onTestFinished(async () => {
        await stop();
        await store.close();
      });
    }
    const log = async () => (await api.webhook.deliveries({ organization, webhook: id, limit: 100 })).rows;
    await until(async () => (await log()).every(({ attempts }) => attempts === 1));
    expect(farm.calls).toHaveLength(100);
    expect(new Set(farm.calls.map((call) => call.id)).size).toBe(100);
    expect(failed.size).toBeGreaterThan(0);
    cloud.clock.time += 6_000;
    await until(async () => (await log()).every(({ state }) => state === 'delivered'));
    expect(farm.calls).toHaveLength(100 + failed.size);
    expect(farm.calls.every((call) => isGenuine(call, secret, cloud.clock.now()))).toBe(true);
    const rows = await log();
    expect(rows.every((row) => row.attempts === (failed.has(row.id) ? 2 : 1))).toBe(true);
  },
  30_000,
);
