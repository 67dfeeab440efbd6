import { expect, it } from 'vitest';
import { accountCloud } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

const timeZone = 'Europe/Oslo';

forEachEngine((engine) => {
  async function newcomer(limits?: Parameters<typeof accountCloud>[1]) {
    const cloud = await accountCloud(engine, limits);
    const jo = await cloud.addPerson('Jo');
    return { cloud, jo, me: cloud.as({ token: await cloud.tokenOf(jo.email) }) };
  }

  it('T8: whoever is signed in makes an organization, and is its Owner', async () => {
    const { cloud, jo, me } = await newcomer();
    const { organization } = await me.organization.create({ name: ' Northlight ', timeZone });
    expect(await me.organization.list({})).toMatchObject([
      {
        id: organization,
        name: 'Northlight',
        timeZone,
        role: 'owner',
        people: 1,
        licenses: 0,
        owners: [{ id: jo.id }],
      },
    ]);
    const deed = await cloud.store.db
      .selectFrom('audit')
      .select(['organization_id', 'person_id', 'details'])
      .where('action', '=', 'organization.create')
      .executeTakeFirstOrThrow();
    expect(deed).toMatchObject({ organization_id: organization, person_id: jo.id });
    await expect(cloud.as().organization.create({ name: 'Nobody', timeZone })).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });

  it('T8: asked again with the same key, it is the same one', async () => {
    const { me } = await newcomer();
    const wish = { name: 'Northlight', timeZone, idempotencyKey: 'create-0001' };
    const [first, second] = await Promise.all([me.organization.create(wish), me.organization.create(wish)]);
    expect(second).toEqual(first);
    expect(await me.organization.list({})).toHaveLength(1);
  });

  it('T8: one person makes only so many in an hour', async () => {
    const { me } = await newcomer({ limits: { organization: { window: 3_600, max: 2 } } });
    await me.organization.create({ name: 'One', timeZone });
    await me.organization.create({ name: 'Two', timeZone });
    await expect(me.organization.create({ name: 'Three', timeZone })).rejects.toMatchObject({
      code: 'too-many-attempts',
      details: { retryAfterSeconds: expect.any(Number) },
    });
  });

  it.each([{ name: '' }, { name: 'a\nb' }, { name: 'x'.repeat(81) }, { timeZone: 'Mars/Base' }])(
    'T8: %j is refused',
    async (wrong) => {
      const { me } = await newcomer();
      const made = me.organization.create({ name: 'Northlight', timeZone, ...wrong });
      await expect(made).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );
});
