import { expect, it } from 'vitest';
import { day } from '#shared/models/time.ts';
import { forEachEngine } from '../../../support/store.ts';
import { releaseShop } from './shop.ts';

forEachEngine((engine) => {
  it('D2: shows what came out before the last license ended, and nothing of what was not bought', async () => {
    const { publish, me, organization, addLicense, clock } = await releaseShop(engine);
    await addLicense(organization, { endsAt: clock.time + day });
    await publish('1.0.0');
    await publish('1.0.0', { product: 'tracking' });
    clock.time += day;
    await publish('2.0.0');
    const versions = async () =>
      (await me.list({ organization })).map(({ product, releases }) => [product.id, ...releases.map((r) => r.version)]);
    expect(await versions()).toEqual([['graphics', '1.0.0']]);
    await addLicense(organization, { startsAt: clock.time + 9 * day, endsAt: clock.time + 99 * day });
    expect(await versions()).toEqual([['graphics', '2.0.0', '1.0.0']]);
    await addLicense(organization, { product: 'tracking', edition: 'live' });
    expect(await versions()).toEqual([
      ['graphics', '2.0.0', '1.0.0'],
      ['tracking', '1.0.0'],
    ]);
  });

  it('D2: answers a link to what may not be had like a link to what is not there', async () => {
    const { publish, vendor, me, organization, addLicense, clock, parts } = await releaseShop(engine);
    await addLicense(organization, { endsAt: clock.time + day });
    const revoked = await addLicense(organization, { product: 'tracking', edition: 'live' });
    await parts.store.db.updateTable('license').set({ revoked_at: 1 }).where('id', '=', revoked).execute();
    await publish('1.0.0');
    await publish('1.0.1');
    await vendor.unpublish({ product: 'graphics', version: '1.0.1' });
    await publish('1.0.0', { product: 'tracking' });
    clock.time += day;
    await publish('2.0.0');
    await vendor.yank({ product: 'graphics', version: '2.0.0', reason: 'not for them to know' });
    const link = (product: string, version: string, artifact = 'installer') =>
      me.link({ organization, product, version, artifact });
    const nothing = [
      ['graphics', '2.0.0'],
      ['graphics', '1.0.1'],
      ['graphics', '9.9.9'],
      ['graphics', '1.0.0', 'no-such-file'],
      ['tracking', '1.0.0'],
      ['teapot', '1.0.0'],
    ] as const;
    const failures = await Promise.all(
      nothing.map(([product, version, artifact]) => link(product, version, artifact).catch((error: unknown) => error)),
    );
    for (const failure of failures) expect(failure).toMatchObject({ code: 'not-found', details: {} });
    expect(new Set(failures.map((failure) => JSON.stringify(failure))).size).toBe(1);
    const besides = ['file', 'chunks', 'signature'] as const;
    const urls = await Promise.all(
      besides.map((part) =>
        me.link({ organization, product: 'graphics', version: '1.0.0', artifact: 'installer', part }),
      ),
    );
    const at = 'https://releases.example/graphics/1.0.0/installer/graphics-1.0.0-installer.run';
    expect(urls.map(({ url }) => url)).toEqual([at, `${at}.chunks`, `${at}.minisig`]);
  });

  it('D2: gives nothing to people of other organizations', async () => {
    const { publish, organization, addLicense, addOrganization, addPerson, as } = await releaseShop(engine);
    await addLicense(organization);
    await publish('1.0.0');
    const elsewhere = await addOrganization('Fjord Broadcast');
    const liv = as(await addPerson('Liv', { [elsewhere]: 'owner' })).release;
    expect(await liv.list({ organization: elsewhere })).toEqual([]);
    expect(await liv.files({ organization: elsewhere })).toEqual([]);
    const link = { product: 'graphics', version: '1.0.0', artifact: 'installer' };
    const asking = [
      () => liv.list({ organization }),
      () => liv.files({ organization }),
      () => liv.link({ organization, ...link }),
      () => liv.link({ organization: elsewhere, ...link }),
    ];
    for (const ask of asking) await expect(ask()).rejects.toMatchObject({ code: 'not-found', details: {} });
  });
});
