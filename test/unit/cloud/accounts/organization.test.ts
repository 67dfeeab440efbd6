import { describe, expect, test } from 'vitest';
import { Role } from '#shared/models/role.ts';
import { membershipOf } from '#cloud/auth/memberships.ts';
import { accountCloud } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

forEachEngine((engine) => {
  describe('organizations', () => {
    async function twoStudios() {
      const cloud = await accountCloud(engine);
      const [north, fjord] = [await cloud.addOrganization('Northlight'), await cloud.addOrganization('Fjord', 'UTC')];
      const people = new Map<Role, Awaited<ReturnType<typeof cloud.addPerson>>>();
      for (const role of Role.options) people.set(role, await cloud.addPerson(role, { [north]: role }));
      const as = async (role: Role) => cloud.as({ token: await cloud.tokenOf(people.get(role)?.email ?? '') });
      return { cloud, north, fjord, people, as };
    }

    test('T1, T2: mine are listed with my role, the default one first', async () => {
      const { cloud, north, fjord } = await twoStudios();
      const ingrid = await cloud.addPerson('Ingrid', { [north]: 'manager', [fjord]: 'editor' });
      const token = await cloud.tokenOf(ingrid.email);

      expect(await cloud.as({ token }).organization.list({})).toEqual([
        {
          id: north,
          name: 'Northlight',
          timeZone: 'Europe/Oslo',
          leaseHours: 24,
          offlineLengths: [7, 14, 30, 60],
          offlineUntilEnd: false,
          buyers: 'owners',
          roleSet: 'full',
          role: 'manager',
          isDefault: true,
          people: 6,
          licenses: 0,
          owners: [expect.objectContaining({ name: 'owner' })],
        },
        {
          id: fjord,
          name: 'Fjord',
          timeZone: 'UTC',
          leaseHours: 24,
          offlineLengths: [7, 14, 30, 60],
          offlineUntilEnd: false,
          buyers: 'owners',
          roleSet: 'full',
          role: 'editor',
          isDefault: false,
          people: 1,
          licenses: 0,
          owners: [],
        },
      ]);

      await cloud.as({ token }).organization.setDefault({ organization: fjord });

      const [first, second] = (await cloud.as({ token }).session.show({})).memberships;
      expect(first).toMatchObject({ organization: { id: fjord }, isDefault: true });
      expect(second).toMatchObject({ organization: { id: north }, isDefault: false });
      expect(await cloud.as({ token }).organization.show({ organization: fjord })).toMatchObject({
        isDefault: true,
        role: 'editor',
      });
    });

    test('somebody in none sees none', async () => {
      const { cloud } = await twoStudios();
      const { email } = await cloud.addPerson('Newcomer');
      const me = cloud.as({ token: await cloud.tokenOf(email) });
      expect(await me.organization.list({})).toEqual([]);
      expect((await me.session.show({})).memberships).toEqual([]);
    });

    test('a foreign one and an unknown one are answered alike', async () => {
      const { as, fjord } = await twoStudios();
      const me = await as('owner');
      for (const organization of [fjord, 'O-unknown']) {
        const calls = [
          () => me.organization.show({ organization }),
          () => me.organization.setDefault({ organization }),
          () => me.organization.update({ organization, name: 'Mine' }),
          () => me.team.list({ organization }),
        ];
        for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'not-found', details: {} });
      }
    });

    test('everybody sees it, Owners change it, Managers and Owners see its people', async () => {
      const { as, north, people } = await twoStudios();
      const changes = { organization: north, name: 'Northlight Oslo', leaseHours: 48 };
      const codeOf = (call: Promise<unknown>) =>
        call.then(
          () => 'done',
          (failure: { code: string }) => failure.code,
        );

      const found: Record<string, string[]> = {};
      for (const role of Role.options) {
        const { organization, team } = await as(role);
        const calls = [
          organization.show({ organization: north }),
          organization.update(changes),
          team.list({ organization: north }),
        ];
        found[role] = await Promise.all(calls.map(codeOf));
      }

      const [yes, no] = ['done', 'not-allowed'];
      expect(found).toEqual({
        member: [yes, no, no],
        reader: [yes, no, no],
        editor: [yes, no, no],
        manager: [yes, no, yes],
        owner: [yes, yes, yes],
      });
      const owner = await as('owner');
      expect(await owner.organization.show({ organization: north })).toMatchObject({
        name: 'Northlight Oslo',
        leaseHours: 48,
      });
      const { entries } = await owner.team.list({ organization: north });
      expect(entries.map(({ role }) => role)).toEqual(['editor', 'manager', 'member', 'owner', 'reader']);
      expect(entries[0]).toMatchObject({ person: people.get('editor'), joinedAt: expect.any(Number) });
    });

    test('a change is on record, with what changed', async () => {
      const { cloud, as, north, people } = await twoStudios();
      await (await as('owner')).organization.update({ organization: north, timeZone: 'Europe/Berlin' });
      const row = await cloud.store.db
        .selectFrom('audit')
        .selectAll()
        .where('action', '=', 'organization.update')
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({
        organization_id: north,
        person_id: people.get('owner')?.id,
        actor: 'owner',
        address: '192.0.2.1',
      });
      expect(JSON.parse(row.details)).toEqual({ timeZone: { from: 'Europe/Oslo', to: 'Europe/Berlin' } });
    });

    test.each([{ name: '' }, { timeZone: 'Mars/Base' }, { leaseHours: 0 }, { leaseHours: 73 }])(
      '%j is refused',
      async (wrong) => {
        const { as, north } = await twoStudios();
        const change = (await as('owner')).organization.update({ organization: north, ...wrong });
        await expect(change).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      },
    );

    test('membershipOf', async () => {
      const { cloud, north, fjord, people } = await twoStudios();
      const id = people.get('reader')?.id ?? '';
      expect(await membershipOf(cloud.store.db, id, north)).toBe('reader');
      expect(await membershipOf(cloud.store.db, id, fjord)).toBeNull();
    });
  });
});
