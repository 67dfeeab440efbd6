import { expect, it } from 'vitest';
import { day } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { sendOffline } from './offline.ts';
import { studio } from './studio.ts';

forEachEngine((engine) => {
  it('O1: lists licenses and offline leases that end soon, the soonest first, with both dates', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 3);
    const add = (endsAt: number) => cloud.addLicense(organization, { endsAt });
    const late = await add(noon + 29 * day);
    const soon = await add(noon + 3 * day);
    await add(noon + 31 * day);
    await add(noon - day);
    const revoked = await add(noon + 5 * day);
    await cloud.asVendor().vendor.license.end({ license: revoked });
    const elsewhere = await cloud.addOrganization();
    await cloud.addLicense(elsewhere, { endsAt: noon + day });
    const machine = cloud.machine('TRUCK-2');
    const lease = await sendOffline(cloud, { person: manager, organization, license }, machine, 10);

    const { ends, hasMore } = await cloud.as(manager).license.ends({ organization });
    expect(ends.map(({ of, id }) => [of, id])).toEqual([
      ['license', soon],
      ['lease', lease],
      ['license', late],
    ]);
    expect(hasMore).toBe(false);
    expect(ends[0]).toMatchObject({ endsAt: noon + 3 * day, seats: expect.any(Number) });
    expect(ends[1]).toMatchObject({ machine: { name: 'TRUCK-2' }, person: { name: 'Ingrid' } });
    const [, ended] = ends;
    const { endsAt } = await cloud.as(manager).license.show({ license });
    expect(ended).toHaveProperty('licenseEndsAt', endsAt);

    const first = await cloud.as(manager).license.ends({ organization, limit: 1 });
    expect(first).toEqual({ ends: [ends[0]], hasMore: true });
    expect((await cloud.as(manager).license.ends({ organization, days: 2 })).ends).toEqual([]);
    await expect(cloud.as(editor).license.ends({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
