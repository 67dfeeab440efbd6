import { expect, it } from 'vitest';
import { day, hour, minute } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { mostWebhooks } from '#cloud/operations/webhook-change.ts';
import { isGenuine, receiver } from '../../../support/receiver.ts';
import { forEachEngine } from '../../../support/store.ts';
import { hookStudio, until } from './hooks.ts';

forEachEngine((engine) => {
  it('O9: a webhook is told of what is put on record, as the API shows it, signed', async () => {
    const { cloud, organization, api, makeWebhook, deed, work } = await hookStudio(engine);
    const farm = await receiver();
    const { secret, id } = await makeWebhook(farm.url);
    work();
    await deed();
    await until(() => farm.calls.length > 0);
    const [call] = farm.calls;
    if (!call) throw new Error('no call');
    expect(call.headers['content-type']).toBe('application/json');
    expect(isGenuine(call, secret, cloud.clock.now())).toBe(true);
    const another = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect(isGenuine(call, another, cloud.clock.now())).toBe(false);
    expect(isGenuine({ ...call, body: call.body.replace('Jo', 'Bo') }, secret, cloud.clock.now())).toBe(false);
    expect(isGenuine(call, secret, cloud.clock.now() + 10 * minute)).toBe(false);
    const { rows } = await api.audit.list({ organization });
    const row = rows.find(({ action }) => action === 'team.describe');
    expect(JSON.parse(call.body)).toEqual({
      type: 'team.describe',
      timestamp: new Date(row?.at ?? 0).toISOString(),
      organization: { id: organization, name: 'Northlight Studios' },
      data: row,
    });
    await until(
      async () => (await api.webhook.deliveries({ organization, webhook: id })).rows[0]?.state === 'delivered',
    );
    const { rows: log } = await api.webhook.deliveries({ organization, webhook: id });
    expect(log).toMatchObject([
      { id: call.id, action: 'team.describe', attempts: 1, status: 200, trouble: null, nextAt: null, answer: 'thanks' },
    ]);
    expect(log[0]?.body).toBe(call.body);
  });

  it('O9: what the page says about verifying in Node works as it stands there', async () => {
    const { makeWebhook, deed, work, cloud } = await hookStudio(engine);
    cloud.clock.time = Date.now();
    const farm = await receiver();
    const { secret } = await makeWebhook(farm.url);
    work();
    await deed();
    await until(() => farm.calls.length > 0);
    const code = text.window.integrations.how.verifyBody;
    const module: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const shown = (module as { isGenuine: (headers: unknown, body: string, secret: string) => boolean }).isGenuine;
    const { headers, body } = farm.calls[0] ?? { headers: {}, body: '' };
    expect(shown(headers, body, secret)).toBe(true);
    expect(shown(headers, `${body} `, secret)).toBe(false);
    expect(shown({ ...headers, 'webhook-id': 'D-other' }, body, secret)).toBe(false);
    expect(shown({ ...headers, 'webhook-timestamp': '1' }, body, secret)).toBe(false);
    expect(shown({}, body, secret)).toBe(false);
  });

  it('O9: only what a webhook wants, of its own organization, while it is on', async () => {
    const { cloud, organization, api, makeWebhook, deed, log } = await hookStudio(engine);
    const kinds = await makeWebhook('http://127.0.0.1:9/', ['licenses', 'machines']);
    const one = await makeWebhook('http://127.0.0.1:9/', ['team.describe', 'licenses']);
    const off = await makeWebhook('http://127.0.0.1:9/', ['people']);
    await api.webhook.update({ organization, webhook: off.id, isOn: false });
    const other = await cloud.addOrganization('Fjord Film');
    const liv = await cloud.addPerson('Liv', { [other]: 'owner' });
    const elsewhere = await cloud
      .as(liv)
      .webhook.create({ organization: other, name: 'Theirs', url: 'http://127.0.0.1:9/', events: ['people'] });
    await deed();
    await api.team.invite({ organization, addresses: ['kim@studio.example'], role: 'member' });
    await expect(api.team.remove({ organization, people: ['P-none'] })).rejects.toMatchObject({ code: 'not-found' });
    expect(await log(kinds.id)).toEqual([]);
    expect((await log(one.id)).map(({ action }) => action)).toEqual(['team.describe']);
    expect(await log(off.id)).toEqual([]);
    const theirs = await cloud.as(liv).webhook.deliveries({ organization: other, webhook: elsewhere.id });
    expect(theirs.rows).toEqual([]);
  });

  it('O9: a deed that does not happen is told to nobody', async () => {
    const { cloud, makeWebhook, log, organization, ingrid } = await hookStudio(engine);
    const { id } = await makeWebhook('http://127.0.0.1:9/');
    const { recordDeed } = await import('#cloud/operations/audit.ts');
    const doer = { caller: { person: ingrid }, address: null };
    const undone = cloud.store.write(async (tx) => {
      await recordDeed(cloud.parts, doer, tx, { action: 'team.describe', organization, subject: ingrid.id });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await log(id)).toEqual([]);
  });

  it('O9: a secret is shown once and kept sealed; a new one signs beside the old one for 24 hours', async () => {
    const { cloud, organization, api, makeWebhook, deed, work } = await hookStudio(engine);
    const farm = await receiver();
    const made = await makeWebhook(farm.url);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const rows = await cloud.store.db.selectFrom('webhook').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(made.secret.slice(6));
    expect(JSON.stringify(await api.webhook.list({ organization }))).not.toContain('whsec_');
    const { secret, oldSecretUntil } = await api.webhook.rotateSecret({ organization, webhook: made.id });
    expect(oldSecretUntil).toBe(cloud.clock.now() + day);
    work();
    await deed();
    await until(() => farm.calls.length === 1);
    const both = [made.secret, secret].map((each) => isGenuine(farm.calls[0]!, each, cloud.clock.now()));
    expect(both).toEqual([true, true]);
    cloud.clock.time += day;
    expect((await api.webhook.list({ organization }))[0]?.oldSecretUntil).toBeNull();
    await deed();
    await until(() => farm.calls.length === 2);
    const later = [made.secret, secret].map((each) => isGenuine(farm.calls[1]!, each, cloud.clock.now()));
    expect(later).toEqual([false, true]);
  });

  it('O9: a test call is tried once, answers how it went, and is on record', async () => {
    const { organization, api, makeWebhook, log, cloud } = await hookStudio(engine);
    const farm = await receiver((response) => response.writeHead(500).end('broken\0'));
    const { id, secret } = await makeWebhook(farm.url, ['organization']);
    const tried = await api.webhook.test({ organization, webhook: id });
    expect(tried).toMatchObject({ action: 'webhook.test', state: 'failed', status: 500, attempts: 0, nextAt: null });
    expect(tried.answer).toBe('broken\u{fffd}');
    expect(isGenuine(farm.calls[0]!, secret, cloud.clock.now())).toBe(true);
    expect(JSON.parse(farm.calls[0]!.body)).toMatchObject({
      type: 'webhook.test',
      data: { details: { name: 'Farm' } },
    });
    // Its own making is of the kind, too, but a test is told to nobody else.
    expect((await log(id)).map(({ action }) => action).toSorted()).toEqual(['webhook.create', 'webhook.test']);
    const { rows } = await api.audit.list({ organization });
    expect(rows.map(({ action }) => action)).toContain('webhook.test');
  });

  it('O9: a call that was given up, or arrived, is sent again by hand under the same id', async () => {
    const { organization, api, makeWebhook, deed, log, work, cloud } = await hookStudio(engine);
    let isBroken = true;
    const farm = await receiver((response) => response.writeHead(isBroken ? 503 : 200).end());
    const { id } = await makeWebhook(farm.url);
    await deed();
    await api.webhook.update({ organization, webhook: id, isOn: false });
    const [given] = await log(id);
    expect(given).toMatchObject({ state: 'failed', nextAt: null, attempts: 0 });
    const again = () => api.webhook.redeliver({ organization, webhook: id, delivery: given?.id ?? '' });
    expect(await again()).toMatchObject({ state: 'failed', status: 503, nextAt: null });
    isBroken = false;
    expect(await again()).toMatchObject({ state: 'delivered', status: 200 });
    expect(await again()).toMatchObject({ state: 'delivered' });
    expect(new Set(farm.calls.map((call) => call.id)).size).toBe(1);
    expect(new Set(farm.calls.map((call) => call.body)).size).toBe(1);
    const { rows } = await api.audit.list({ organization });
    expect(rows.filter(({ action }) => action === 'webhook.redeliver')).toHaveLength(3);
    work();
    cloud.clock.time += hour;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(farm.calls).toHaveLength(3);
  });

  it('O9: the log of calls is read page by page, and by state', async () => {
    const { organization, api, makeWebhook, deed, cloud } = await hookStudio(engine);
    const { id } = await makeWebhook('http://127.0.0.1:9/');
    for (let i = 0; i < 5; i++) {
      await deed();
      cloud.clock.time += 1;
    }
    const read = (cursor?: string) => api.webhook.deliveries({ organization, webhook: id, limit: 2, cursor });
    const first = await read();
    const second = await read(first.next ?? '');
    const third = await read(second.next ?? '');
    expect([first, second, third].map(({ rows }) => rows.length)).toEqual([2, 2, 1]);
    expect(third.next).toBeNull();
    const ids = [first, second, third].flatMap(({ rows }) => rows.map((row) => row.id));
    expect(new Set(ids).size).toBe(5);
    expect((await api.webhook.deliveries({ organization, webhook: id, state: 'failed' })).rows).toEqual([]);
    await expect(read('nonsense')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('O9: what a webhook is may be changed, is on record, and a removed one leaves nothing', async () => {
    const { organization, api, makeWebhook, deed, cloud } = await hookStudio(engine);
    const { id } = await makeWebhook('http://127.0.0.1:9/');
    await deed();
    const changed = await api.webhook.update({
      organization,
      webhook: id,
      name: 'HR',
      events: ['licenses', 'licenses'],
    });
    expect(changed).toMatchObject({ name: 'HR', events: ['licenses'], waiting: 1, off: null });
    await api.webhook.update({ organization, webhook: id, isOn: false });
    expect(await api.webhook.update({ organization, webhook: id, isOn: true })).toMatchObject({
      off: null,
      waiting: 0,
    });
    await api.webhook.remove({ organization, webhook: id });
    expect(await api.webhook.list({ organization })).toEqual([]);
    expect(await cloud.store.db.selectFrom('webhook_delivery').selectAll().execute()).toEqual([]);
    const { rows } = await api.audit.list({ organization, kind: 'organization' });
    const told = rows.map(({ action }) => action).toSorted();
    expect(told).toEqual(['webhook.create', 'webhook.remove', ...Array(3).fill('webhook.update')]);
  });

  it('O9: addresses that may not be called are refused when they are typed', async () => {
    const { organization, api, makeWebhook } = await hookStudio(engine);
    const { id } = await makeWebhook('https://hooks.studio.example/greenroom');
    for (const [url, why] of [
      ['http://hooks.studio.example/', 'not-https'],
      ['https://169.254.169.254/latest', 'private'],
      ['https://[::ffff:169.254.169.254]/', 'private'],
      ['https://me:word@hooks.studio.example/', 'not-an-address'],
      ['ftp://hooks.studio.example/', 'not-an-address'],
    ] as const) {
      const refused = { code: 'address-refused', details: { why } };
      await expect(makeWebhook(url)).rejects.toMatchObject(refused);
      await expect(api.webhook.update({ organization, webhook: id, url })).rejects.toMatchObject(refused);
    }
    for (const wrong of ['', 'hooks', `https://x.example/${'x'.repeat(2_000)}`])
      await expect(makeWebhook(wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(makeWebhook('https://x.example/', [])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(makeWebhook('https://x.example/', ['people'], 'a\nb')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('O9: a webhook of another organization is unknown, whatever is done to it', async () => {
    const { cloud, organization, api, makeWebhook, deed, log } = await hookStudio(engine);
    const { id } = await makeWebhook('http://127.0.0.1:9/');
    await deed();
    const delivery = (await log(id))[0]?.id ?? '';
    const other = await cloud.addOrganization('Fjord Film');
    const liv = await cloud.addPerson('Liv', { [other]: 'owner' });
    const { webhook } = cloud.as(liv);
    const at = { organization: other, webhook: id };
    const own = await webhook.create({
      organization: other,
      name: 'Own',
      url: 'http://127.0.0.1:9/',
      events: ['people'],
    });
    const unknown = { code: 'not-found' };
    await expect(webhook.update({ ...at, name: 'Mine' })).rejects.toMatchObject(unknown);
    await expect(webhook.remove(at)).rejects.toMatchObject(unknown);
    await expect(webhook.rotateSecret(at)).rejects.toMatchObject(unknown);
    await expect(webhook.test(at)).rejects.toMatchObject(unknown);
    await expect(webhook.deliveries(at)).rejects.toMatchObject(unknown);
    await expect(webhook.redeliver({ ...at, delivery })).rejects.toMatchObject(unknown);
    await expect(webhook.redeliver({ organization: other, webhook: own.id, delivery })).rejects.toMatchObject(unknown);
    expect(await api.webhook.list({ organization })).toHaveLength(1);
  });

  it('O9: there are not more than fifty webhooks', async () => {
    const { makeWebhook } = await hookStudio(engine);
    for (let i = 0; i < mostWebhooks; i++) await makeWebhook('http://127.0.0.1:9/');
    await expect(makeWebhook('http://127.0.0.1:9/')).rejects.toMatchObject({ code: 'limit-reached' });
  });
});
