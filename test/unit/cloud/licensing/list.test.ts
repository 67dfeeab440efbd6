import { expect, it } from 'vitest';
import { LicenseRow } from '#shared/models/license.ts';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import { licenseRows } from '#cloud/store/queries/license-rows.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('shows each person what they may use, Managers everything, in all their organizations', async () => {
    const { cloud, organization, owner, manager, editor, member, license } = await studio(engine);
    const named = await cloud.addLicense(organization, { kind: 'named', edition: 'cg' });
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const elsewhere = await cloud.addPerson('Liv', { [organization]: 'member', [fjord]: 'editor' });
    const foreign = await cloud.addLicense(fjord, { product: 'tracking', edition: 'live' });
    const seen = async (person: { id: string }) => (await cloud.as(person).license.all({})).map((row) => row.id);
    expect(await seen(owner)).toEqual([named, license]);
    expect(await seen(manager)).toEqual([named, license]);
    expect(await seen(editor)).toEqual([license]);
    expect(await seen(member)).toEqual([]);
    expect(await seen(elsewhere)).toEqual([foreign]);
    await expect(cloud.as(editor).license.show({ license: foreign })).rejects.toMatchObject({ code: 'not-found' });
    expect((await cloud.as(editor).license.show({ license: named })).availability).toBe('not-assigned');
  });

  it('says who uses a seat, where, and whom to ask', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine);
    await pick(cloud, editor, cloud.machine('OB-1-RENDER-01'), license);
    const other = await cloud.addPerson('Kari', { [organization]: 'editor' });
    const [row] = await cloud.as(other).license.all({});
    expect(row).toMatchObject({
      availability: 'in-use',
      askFor: { name: 'Ingrid' },
      assignees: null,
      leases: [{ machine: { name: 'OB-1-RENDER-01' }, person: { name: 'Jo' }, isMine: false, releasable: 'no' }],
    });
    expect((await cloud.as(editor).license.all({}))[0]?.leases).toMatchObject([{ isMine: true, releasable: 'own' }]);
    expect((await cloud.as(manager).license.all({}))[0]?.leases).toMatchObject([{ releasable: 'force' }]);
    expect(await cloud.as(editor).license.mine({})).toHaveLength(1);
    expect(await cloud.as(other).license.mine({})).toEqual([]);
  });

  it('lists 5 000 licenses in a fixed number of queries', async () => {
    const { cloud, organization, manager } = await studio(engine);
    const many = Array.from({ length: 5_000 }, (_, at) => ({
      id: `L-${at}`,
      organization,
      product: 'graphics',
      edition: 'xr',
      kind: 'floating' as const,
      trial: false,
      seats: 3,
      startsAt: noon - 1,
      endsAt: null,
    }));
    for (let at = 0; at < many.length; at += 500) {
      await cloud.store.write((tx) => addLicenses(tx, many.slice(at, at + 500), noon));
    }
    let queries = 0;
    const counted = cloud.store.db.withPlugin({
      transformQuery({ node }) {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    expect(await licenseRows(counted, manager.id, { what: 'one', license: 'L-7' }, noon)).toHaveLength(1);
    const forOne = queries;
    const started = performance.now();
    const rows = await licenseRows(counted, manager.id, { what: 'all' }, noon);
    console.log(`${engine}: 5 001 licenses in ${(performance.now() - started).toFixed(0)} ms and ${forOne} queries`);
    expect(rows).toHaveLength(5_001);
    expect(queries).toBe(2 * forOne);
    expect(LicenseRow.safeParse(rows[0]).success).toBe(true);
  });
});
