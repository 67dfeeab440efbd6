import { expect, it } from 'vitest';
import { startHousekeeping } from '#cloud/housekeeping.ts';
import { leaseTime } from '#cloud/integrations/attempt.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { selfSigned, serve, serveTls } from '../../../support/loopback.ts';
import { receiver } from '../../../support/receiver.ts';
import { forEachEngine } from '../../../support/store.ts';
import { hookStudio, until } from './hooks.ts';

/** After each wait, with the longest jitter. */
const waits = [5_000, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 24 * hour].map((wait) => wait * 1.1);

forEachEngine((engine) => {
  it('O9: what fails is tried again with growing waits, under the same id with the same body, until it is given up', async () => {
    const { cloud, makeWebhook, deed, log, work } = await hookStudio(engine);
    const farm = await receiver((response) => response.writeHead(500).end('not now'));
    const { id } = await makeWebhook(farm.url);
    await deed();
    work();
    for (const [i, wait] of [...waits, 48 * hour].entries()) {
      await until(async () => (await log(id))[0]?.attempts === i + 1);
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(farm.calls).toHaveLength(i + 1);
      cloud.clock.time += wait;
    }
    expect((await log(id))[0]).toMatchObject({
      state: 'failed',
      attempts: 8,
      nextAt: null,
      status: 500,
      answer: 'not now',
    });
    expect(farm.calls).toHaveLength(8);
    expect(new Set(farm.calls.map((call) => call.id)).size).toBe(1);
    expect(new Set(farm.calls.map(({ body }) => body)).size).toBe(1);
    expect(new Set(farm.calls.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(8);
  });

  it('O9: a receiver that recovers is told what it missed', async () => {
    const { cloud, organization, api, makeWebhook, deed, log, work } = await hookStudio(engine);
    let isBroken = true;
    const farm = await receiver((response) => response.writeHead(isBroken ? 503 : 204).end());
    const { id } = await makeWebhook(farm.url);
    await deed();
    await deed();
    work();
    await until(async () => (await log(id)).every(({ attempts }) => attempts === 1));
    expect((await api.webhook.list({ organization }))[0]).toMatchObject({
      failingSince: cloud.clock.now(),
      waiting: 2,
    });
    isBroken = false;
    cloud.clock.time += waits[0] ?? 0;
    await until(async () => (await log(id)).every(({ state }) => state === 'delivered'));
    expect((await api.webhook.list({ organization }))[0]).toMatchObject({ failingSince: null, waiting: 0 });
  });

  it('O9: a receiver that says when to come back, in seconds or as a date, is left alone until then', async () => {
    const { cloud, makeWebhook, deed, log, work } = await hookStudio(engine);
    const at = cloud.clock.now();
    const inAnHour = new Date(at + hour).toUTCString();
    const busy = (status: number, after: string) =>
      receiver((response) => response.writeHead(status, { 'retry-after': after }).end());
    const inSeconds = await makeWebhook((await busy(429, '600')).url);
    const asDate = await makeWebhook((await busy(503, inAnHour)).url);
    const neither = await makeWebhook((await busy(503, 'soon')).url);
    await deed();
    work();
    const nextOf = async ({ id }: { id: string }) => {
      await until(async () => (await log(id))[0]?.attempts === 1);
      return ((await log(id))[0]?.nextAt ?? 0) - at;
    };
    expect(await nextOf(inSeconds)).toBe(10 * minute);
    expect(await nextOf(asDate)).toBeGreaterThan(hour - 1_000);
    expect(await nextOf(asDate)).toBeLessThanOrEqual(hour);
    expect(await nextOf(neither)).toBeLessThanOrEqual(5_500);
  });

  it('O9: a receiver that is gone (410) switches its webhook off at once, and managers are told', async () => {
    const { cloud, organization, api, makeWebhook, deed, log, work, owner, ingrid } = await hookStudio(engine);
    const farm = await receiver((response) => response.writeHead(410).end());
    const { id } = await makeWebhook(farm.url);
    for (let i = 0; i < 8; i++) await deed();
    const stop = work();
    await until(async () => (await api.webhook.list({ organization }))[0]?.off?.why === 'gone');
    await until(() => cloud.letters.length === 2);
    await stop();
    expect(cloud.letters.map(({ to }) => to).toSorted()).toEqual([ingrid.email, owner.email].toSorted());
    expect(JSON.stringify(cloud.letters)).toContain('/organization/integrations');
    expect((await log(id)).filter(({ state }) => state === 'waiting')).toEqual([]);
    const before = (await log(id)).length;
    await deed();
    expect(await log(id)).toHaveLength(before);
    const { rows } = await api.audit.list({ organization, kind: 'organization' });
    expect(rows.find(({ action }) => action === 'webhook.switchOff')?.who).toEqual({ id: null, name: 'cloud' });
    expect(await api.webhook.update({ organization, webhook: id, isOn: true })).toMatchObject({ off: null });
  });

  it('O9: a webhook at which nothing arrives for five days is switched off, with a mail to its maker and the managers', async () => {
    const { cloud, organization, api, makeWebhook, deed, work, owner, ingrid } = await hookStudio(engine);
    await makeWebhook('http://127.0.0.1:1/');
    await cloud.as(owner).team.setRole({ organization, person: ingrid.id, role: 'member' });
    const list = async () => (await cloud.as(owner).webhook.list({ organization }))[0];
    await cloud.as(owner).team.describe({ organization, person: ingrid.id, called: 'I' });
    work();
    await until(async () => (await list())?.failingSince !== null);
    cloud.clock.time += 5 * day;
    cloud.letters.length = 0;
    await until(async () => (await list())?.off?.why === 'failing');
    await until(() => cloud.letters.length === 2);
    expect(cloud.letters.map(({ to }) => to).toSorted()).toEqual([ingrid.email, owner.email].toSorted());
    await expect(api.webhook.list({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
    void deed;
  });

  it('O9: slow, hanging, huge, redirecting, untrusted and closed receivers: each is said by its name, and none holds up another', async () => {
    const { organization, api, makeWebhook, deed, work } = await hookStudio(engine);
    const elsewhere = await receiver();
    const hanging = await serve(() => {});
    const huge = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      };
      response.on('drain', more);
      more();
    });
    const redirecting = await serve((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    const untrusted = await serveTls((_, response) => response.end(), selfSigned());
    const good = await receiver();
    const all = { hanging, huge, redirecting, untrusted, closed: 'http://127.0.0.1:1/', good: good.url };
    const ids = new Map<string, string>();
    for (const [name, url] of Object.entries(all)) ids.set(name, (await makeWebhook(url, ['people'], name)).id);
    for (let i = 0; i < 10; i++) await deed();
    const begun = Date.now();
    work();
    await until(() => good.calls.length === 10);
    console.log(`O9 ${engine}: ten calls arrived after ${Date.now() - begun} ms, beside a receiver that hangs`);
    const last = async (name: string) => {
      const { rows } = await api.webhook.deliveries({ organization, webhook: ids.get(name) ?? '' });
      return rows.find(({ attempts }) => attempts > 0);
    };
    for (const name of ids.keys()) await until(async () => (await last(name)) !== undefined);
    expect(await last('hanging')).toMatchObject({ state: 'waiting', status: null, trouble: 'too-slow', answer: null });
    const answer = await last('huge');
    expect(answer).toMatchObject({ state: 'delivered', status: 200, trouble: null });
    expect(answer?.answer).toHaveLength(2_000);
    expect(await last('redirecting')).toMatchObject({ state: 'waiting', status: 302 });
    expect(await last('untrusted')).toMatchObject({ state: 'waiting', status: null, trouble: 'not-trusted' });
    expect(await last('closed')).toMatchObject({ state: 'waiting', status: null, trouble: 'unreachable' });
    expect(elsewhere.calls).toEqual([]);
  });

  it('O9: a call that was under way when its process was killed is made again when its lease is over', async () => {
    const { cloud, makeWebhook, deed, log, work } = await hookStudio(engine);
    const farm = await receiver();
    const { id } = await makeWebhook(farm.url);
    await deed();
    // What a killed process leaves behind.
    const leased = { leased_until: cloud.clock.now() + leaseTime };
    await cloud.store.db.updateTable('webhook_delivery').set(leased).execute();
    work();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(farm.calls).toEqual([]);
    cloud.clock.time += leaseTime;
    await until(async () => (await log(id))[0]?.state === 'delivered');
    expect(farm.calls).toHaveLength(1);
  });

  it('O9: a process that stops lets go of what is under way; the next one makes the call, and the try does not count', async () => {
    const { makeWebhook, deed, log, work } = await hookStudio(engine);
    let isHanging = true;
    const farm = await receiver((response) => (isHanging ? undefined : response.end()));
    const { id } = await makeWebhook(farm.url);
    await deed();
    const stop = work();
    await until(() => farm.calls.length === 1);
    await stop();
    expect((await log(id))[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    isHanging = false;
    work();
    await until(async () => (await log(id))[0]?.state === 'delivered');
    expect((await log(id))[0]).toMatchObject({ attempts: 1 });
  });

  it('O9, T7: when the record of somebody is deleted, the log of calls forgets them; sent again, a call is made anew', async () => {
    const { cloud, organization, api, makeWebhook, deed, log, work, jo } = await hookStudio(engine);
    const farm = await receiver((response, { body }) => response.end(body));
    const { id } = await makeWebhook(farm.url);
    await deed();
    await api.team.invite({ organization, addresses: ['kim@studio.example'], role: 'member' });
    await api.team.remove({ organization, people: [jo.id] });
    const stop = work();
    await until(async () => (await log(id)).every(({ state }) => state === 'delivered'));
    await stop();
    expect((await log(id)).filter(({ body, answer }) => body?.includes(jo.id) && answer?.includes(jo.id))).toHaveLength(
      2,
    );

    cloud.clock.time += 1;
    await api.team.forget({ organization, person: jo.id });
    const [forgotten, ...before] = await log(id);
    expect(forgotten).toMatchObject({ action: 'team.forget', state: 'waiting', body: null });
    expect(before.map(({ action, body, answer }) => [action, body === null, answer === null])).toEqual(
      expect.arrayContaining([
        ['team.remove', true, true],
        ['team.invite', false, false],
        ['team.describe', true, true],
      ]),
    );
    const described = before.find(({ action }) => action === 'team.describe')?.id ?? '';
    const again = await api.webhook.redeliver({ organization, webhook: id, delivery: described });
    expect(again).toMatchObject({ state: 'delivered', id: described });
    expect(farm.calls.filter((call) => call.id === described)).toHaveLength(2);
  });

  it('O9: the log of calls goes back 30 days; what still waits is kept', async () => {
    const { cloud, makeWebhook, deed, log } = await hookStudio(engine);
    const { id } = await makeWebhook('http://127.0.0.1:1/');
    await deed();
    await deed();
    const [first] = await log(id);
    const done = { state: 'failed' as const, next_at: null };
    await cloud.store.db
      .updateTable('webhook_delivery')
      .set(done)
      .where('id', '=', first?.id ?? '')
      .execute();
    const round = async () => {
      const stop = startHousekeeping(cloud.parts, { first: 0, interval: hour });
      await new Promise((resolve) => setTimeout(resolve, 50));
      await stop();
    };
    cloud.clock.time += 30 * day;
    await round();
    expect(await log(id)).toHaveLength(2);
    cloud.clock.time += 1;
    await round();
    expect((await log(id)).map(({ state }) => state)).toEqual(['waiting']);
  });
});
