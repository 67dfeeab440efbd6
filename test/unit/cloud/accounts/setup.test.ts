import { describe, expect, test } from 'vitest';
import { accountCloud, password } from '../../../support/account-cloud.ts';
import { forEachEngine, freshDatabase } from '../../../support/store.ts';

const owner = {
  organization: 'Northlight Studios',
  timeZone: 'Europe/Oslo',
  name: 'Ingrid Aas',
  email: 'Ingrid@northlight.example',
  password,
};

forEachEngine((engine) => {
  describe('an empty cloud', () => {
    test('says that it needs its first Owner, and gets one', async () => {
      const cloud = await accountCloud(engine);
      expect(await cloud.as().about.show({})).toEqual({
        cloud: 'C-test',
        name: 'Test cloud',
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        product: 'greenroom-cloud',
        trustRoot: 'a trust root',
        fingerprint: 'green amber red grey',
        needsSetUp: true,
        hasOutbox: true,
        sample: null,
      });

      const { organization } = await cloud.as().setup.createOwner(owner);

      expect((await cloud.as().about.show({})).needsSetUp).toBe(false);
      const signedIn = await cloud.as().session.signIn({ email: owner.email, password });
      expect(signedIn).toMatchObject({
        person: { name: owner.name, email: 'ingrid@northlight.example' },
        isVendor: true,
        memberships: [{ organization: { id: organization, name: owner.organization }, role: 'owner', isDefault: true }],
      });
      expect(await cloud.deeds()).toEqual(['setup.create-owner', 'session.sign-in']);
    });

    test.each([
      ['a name of two lines', { name: 'Ingrid\nAas' }],
      ['a name with writing turned round', { name: 'Ingrid \u202Esaa' }],
      ['an address without an end', { email: `${'i'.repeat(250)}@northlight.example` }],
    ])('A4: gets no Owner by %s', async (_, input) => {
      const cloud = await accountCloud(engine);
      const call = cloud.as().setup.createOwner({ ...owner, ...input });
      await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect((await cloud.as().about.show({})).needsSetUp).toBe(true);
    });

    test('gets no second one', async () => {
      const cloud = await accountCloud(engine);
      await cloud.as().setup.createOwner(owner);
      const second = { ...owner, email: 'second@northlight.example' };
      await expect(cloud.as().setup.createOwner(second)).rejects.toMatchObject({ code: 'already-set-up' });
    });

    test('is not for whoever comes first once its vendor has made an organization', async () => {
      const cloud = await accountCloud(engine);
      await cloud.addOrganization('Northlight');
      expect((await cloud.as().about.show({})).needsSetUp).toBe(false);
      await expect(cloud.as().setup.createOwner(owner)).rejects.toMatchObject({ code: 'already-set-up' });
    });

    test('of several at once, through two connections, one wins and leaves nothing of the others', async () => {
      const where = await freshDatabase(engine);
      const [one, two] = [await accountCloud(engine, { where }), await accountCloud(engine, { where })];
      const answers = await Promise.allSettled(
        [one, two, one, two, one, two].map((cloud, i) =>
          cloud.as().setup.createOwner({ ...owner, email: `owner-${i}@northlight.example` }),
        ),
      );
      const refused = answers.filter((answer) => answer.status === 'rejected').map((answer) => answer.reason.code);
      expect(refused).toEqual(Array(5).fill('already-set-up'));
      for (const table of ['user', 'account', 'organization', 'organization_details', 'member'] as const)
        expect(await one.store.db.selectFrom(table).selectAll().execute()).toHaveLength(1);
    });

    test.each([
      ['a short password', { password: 'short' }],
      ['no such time zone', { timeZone: 'Europe/Nowhere' }],
      ['no name', { name: '  ' }],
      ['no address', { email: 'ingrid' }],
    ])('%s is refused', async (_, wrong) => {
      const cloud = await accountCloud(engine);
      await expect(cloud.as().setup.createOwner({ ...owner, ...wrong })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect((await cloud.as().about.show({})).needsSetUp).toBe(true);
    });
  });
});
