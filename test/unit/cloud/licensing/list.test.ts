import { expect, it } from 'vitest';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import { LicenseRow } from '#shared/models/license.ts';
import { day } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('L2, T1: the picker gets what somebody may use in all their organizations, the default one first', async () => {
    const { cloud, organization, owner, manager, editor, member, license } = await studio(engine);
    const named = await cloud.addLicense(organization, { kind: 'named', edition: 'cg' });
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const both = await cloud.addPerson('Liv', { [organization]: 'member', [fjord]: 'editor' });
    const foreign = await cloud.addLicense(fjord, { product: 'tracking', edition: 'live' });
    const seen = async (person: { id: string }) =>
      (await cloud.as(person).license.usable({})).rows.map((row) => row.id);
    expect(await seen(owner)).toEqual([license]);
    expect(await seen(editor)).toEqual([license]);
    expect(await seen(member)).toEqual([]);
    expect(await seen(both)).toEqual([foreign]);
    await cloud.as(manager).license.assign({ licenses: [named], person: both.id });
    expect(await seen(both)).toEqual([named, foreign]);
    await cloud.as(both).organization.setDefault({ organization: fjord });
    expect(await seen(both)).toEqual([foreign, named]);
    expect(await cloud.as(both).license.usable({ organization })).toMatchObject({
      rows: [{ id: named }],
      total: 1,
      places: [{ organization: { id: organization }, free: 1, total: 1 }],
    });
    await expect(cloud.as(editor).license.show({ license: foreign })).rejects.toMatchObject({ code: 'not-found' });
    expect((await cloud.as(editor).license.show({ license: named })).availability).toBe('not-assigned');
  });

  it('L2: what is held comes first, then what can be taken, mine before anybody’s, then what cannot and why', async () => {
    const { cloud, organization, manager, editor, owner, license } = await studio(engine);
    const add = (change: Parameters<typeof cloud.addLicense>[1]) => cloud.addLicense(organization, change);
    const ids = {
      taken: license,
      revoked: await add({}),
      ended: await add({ endsAt: noon - 1 }),
      later: await add({ startsAt: noon + day }),
      floating: await add({ edition: 'xr' }),
      assigned: await add({ kind: 'named', product: 'tracking', edition: 'live' }),
      held: await add({ product: 'tracking', edition: 'live' }),
      here: await add({ product: 'tracking', edition: 'live' }),
    };
    await cloud.asVendor().vendor.license.end({ license: ids.revoked });
    await cloud.as(manager).license.assign({ licenses: [ids.assigned], person: editor.id });
    await pick(cloud, owner, cloud.machine('OB-1'), ids.taken);
    await pick(cloud, editor, cloud.machine('OB-2'), ids.held);
    const machine = cloud.machine('OB-3');
    await pick(cloud, owner, machine, ids.here);
    const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    const order = async (input: { machine?: string; text?: string; offset?: number; limit?: number }) =>
      (await cloud.as(editor).license.usable(input)).rows.map(({ id }) => nameOf.get(id));
    const all = ['assigned', 'floating', 'taken', 'here', 'later', 'ended', 'revoked'];
    expect(await order({})).toEqual(['held', ...all]);
    const [first, second, ...others] = await order({ machine: machine.id });
    expect(new Set([first, second])).toEqual(new Set(['held', 'here']));
    expect(others).toEqual(all.filter((name) => name !== 'here'));
    expect(await order({ offset: 2, limit: 3 })).toEqual(all.slice(1, 4));
    expect(new Set(await order({ text: 'tracking' }))).toEqual(new Set(['assigned', 'held', 'here']));
    expect(await order({ text: 'amara ob-1' })).toEqual(['taken']);
    expect(await order({ text: 'northlight xr 100%' })).toEqual([]);
    const { places, total } = await cloud.as(editor).license.usable({ limit: 1 });
    expect([places, total]).toEqual([[{ organization: expect.anything() as unknown, free: 2, total: 8 }], 8]);
  });

  it('L2: says who uses a seat, where, and whom to ask', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine);
    await pick(cloud, editor, cloud.machine('OB-1-RENDER-01'), license);
    const other = await cloud.addPerson('Kari', { [organization]: 'editor' });
    const [row] = (await cloud.as(other).license.usable({})).rows;
    expect(row).toMatchObject({
      availability: 'in-use',
      askFor: { name: 'Ingrid' },
      assignees: null,
      leases: [{ machine: { name: 'OB-1-RENDER-01' }, person: { name: 'Jo' }, isMine: false, releasable: 'no' }],
    });
    const leases = async (person: { id: string }) => (await cloud.as(person).license.usable({})).rows[0]?.leases;
    expect(await leases(editor)).toMatchObject([{ isMine: true, releasable: 'own' }]);
    expect(await leases(manager)).toMatchObject([{ releasable: 'force' }]);
  });

  it('L1: mine are those assigned to me, and those I hold a seat of, not what floats for anybody', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine);
    const named = await cloud.addLicense(organization, { kind: 'named' });
    await cloud.as(manager).license.assign({ licenses: [named], person: member.id });
    const mine = async (person: { id: string }) => (await cloud.as(person).license.mine({})).rows.map(({ id }) => id);
    expect(await mine(member)).toEqual([named]);
    expect(await mine(editor)).toEqual([]);
    await pick(cloud, editor, cloud.machine(), license);
    expect(await mine(editor)).toEqual([license]);
  });

  it('L2: a page of 5 000 licenses takes as many statements as one of one', async () => {
    const { cloud, organization, editor } = await studio(engine);
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
    const asked = async () => {
      let queries = 0;
      const { db } = cloud.store;
      cloud.store.db = db.withPlugin({
        transformQuery({ node }) {
          queries += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const { rows, total } = await cloud.as(editor).license.usable({});
      cloud.store.db = db;
      expect(LicenseRow.safeParse(rows[0]).success).toBe(true);
      return { queries, rows: rows.length, total };
    };
    const one = await asked();
    for (let at = 0; at < many.length; at += 500) {
      await cloud.store.write((tx) => addLicenses(tx, many.slice(at, at + 500), noon));
    }
    expect(await asked()).toEqual({ queries: one.queries, rows: 100, total: 5_001 });
  });
});
