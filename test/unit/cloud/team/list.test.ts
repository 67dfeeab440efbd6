import { describe, expect, it } from 'vitest';
import { day } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';

forEachEngine((engine) => {
  describe('the list of people, searched and sorted by the cloud (T11)', () => {
    async function crowd() {
      const all = await studio(engine);
      const { cloud, organization, manager } = all;
      for (const [name, account] of Object.entries({ Åse: 'aase', Zoë: 'zoe', jo2: 'jo2', Jo10: 'jo10' })) {
        const { id } = await cloud.addPerson(account, { [organization]: 'reader' });
        await cloud.store.db.updateTable('user').set({ name }).where('id', '=', id).execute();
      }
      const as = cloud.as(manager);
      await as.team.invite({ organization, addresses: ['kim@x.example', 'ada@x.example'], role: 'member' });
      const list = (wanted: Partial<Parameters<typeof as.team.list>[0]> = {}) =>
        as.team.list({ organization, ...wanted });
      const names = async (wanted: Parameters<typeof list>[0]) =>
        (await list(wanted)).entries.map((entry) => (entry.kind === 'invitation' ? entry.email : entry.person.name));
      return { ...all, as, list, names };
    }

    it('T11: people and invitations are one list, invitations first; names are in the order people expect', async () => {
      const { names } = await crowd();
      expect(await names({})).toEqual([
        'ada@x.example',
        'kim@x.example',
        'Amara',
        'Åse',
        'Ingrid',
        'Jo',
        'jo2',
        'Jo10',
        'Sindre',
        'Zoë',
      ]);
      expect(await names({ sort: 'name', descending: true, limit: 3 })).toEqual(['Zoë', 'Sindre', 'kim@x.example']);
      expect(await names({ sort: 'role', states: ['verified'], limit: 3 })).toEqual(['Amara', 'Ingrid', 'Jo']);
    });

    it('T11: page by page nobody is left out and nobody comes twice', async () => {
      const { list, names } = await crowd();
      const all = await names({ sort: 'name' });
      const paged: string[] = [];
      for (let offset = 0; offset < all.length; offset += 3)
        paged.push(...(await names({ sort: 'name', offset, limit: 3 })));
      expect(paged).toEqual(all);
      expect((await list({ offset: 9, limit: 3 })).total).toBe(10);
      expect((await list({ offset: 50 })).entries).toEqual([]);
    });

    it('T11: filters by role and state; totals say how many there are of each state', async () => {
      const { cloud, list, names } = await crowd();
      await cloud.store.db.updateTable('user').set({ emailVerified: 0 }).where('name', '=', 'Zoë').execute();
      expect(await names({ role: 'reader' })).toEqual(['Åse', 'jo2', 'Jo10', 'Zoë']);
      expect(await names({ states: ['unverified'] })).toEqual(['Zoë']);
      expect((await list({ states: ['unverified'] })).totals).toEqual({
        verified: 7,
        unverified: 1,
        pending: 2,
        expired: 0,
        removed: 0,
      });
      cloud.clock.time += 16 * day;
      expect(await names({ states: ['expired'] })).toEqual(['ada@x.example', 'kim@x.example']);
      cloud.clock.time += 30 * day;
      expect((await list()).totals).toMatchObject({ pending: 0, expired: 0 });
    });

    it('T11: every word of a search is in name, address or licenses, in small letters of every script', async () => {
      const { cloud, organization, as, names, editor, member } = await crowd();
      const license = await cloud.addLicense(organization, { product: 'tracking', edition: 'live' });
      await as.license.assign({ licenses: [license], person: editor.id });
      await as.license.assign({ licenses: [license], person: member.id });
      expect(await names({ find: 'åSE' })).toEqual(['Åse']);
      expect(await names({ find: 'tracking live' })).toEqual(['Jo', 'Sindre']);
      expect(await names({ find: 'live SINDRE' })).toEqual(['Sindre']);
      expect(await names({ find: member.email })).toEqual(['Sindre']);
      expect(await names({ find: '%' })).toEqual([]);
      expect(await names({ find: 'nobody tracking' })).toEqual([]);
    });

    it('T11: shows who is assigned what, and only of this organization', async () => {
      const { cloud, list, editor } = await crowd();
      const other = await cloud.addOrganization('Fjord');
      const foreign = await cloud.addLicense(other);
      await cloud.store.db
        .insertInto('assignment')
        .values({ license_id: foreign, person_id: editor.id, assigned_at: noon, assigned_by: null })
        .execute();
      const [entry] = (await list({ find: editor.email })).entries;
      expect(entry).toMatchObject({ licenses: { count: 0, names: [] } });
    });
  });

  describe('licenses to give (T11, L6)', () => {
    it('L6: are searched by name and number; those that are over, of others or assigned already are not offered', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      const as = cloud.as(manager);
      const named = await cloud.addLicense(organization, { kind: 'named', product: 'tracking', edition: 'live' });
      await cloud.addLicense(organization, { endsAt: noon - 1 });
      await cloud.addLicense(await cloud.addOrganization('Fjord'));
      const ids = async (find?: string, person?: string) => {
        const wanted = { organization, ...(find === undefined ? {} : { find }), ...(person ? { person } : {}) };
        const { licenses, total } = await as.team.licenses(wanted);
        expect(total).toBe(licenses.length);
        return licenses.map(({ id }) => id);
      };
      expect(await ids()).toEqual([license, named]);
      expect(await ids('TRACKING live')).toEqual([named]);
      expect(await ids(license.slice(2).toLowerCase())).toEqual([license]);
      expect(await ids('%')).toEqual([]);
      await as.license.assign({ licenses: [named], person: editor.id });
      expect(await ids(undefined, editor.id)).toEqual([license]);
      expect((await as.team.licenses({ organization, find: 'live' })).licenses).toMatchObject([
        { name: 'Tracking Live', kind: 'named', seats: 1, assigned: 1, endsAt: null },
      ]);
    });
  });
});
