import { expect, it } from 'vitest';
import { accountCloud, password } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

forEachEngine((engine) => {
  it('O9: a key is used so often, and then has to wait; another one does not', async () => {
    const cloud = await accountCloud(engine, { limits: { key: { window: 60, max: 3 } } });
    const organization = await cloud.addOrganization('Northlight Studios');
    const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
    const session = await cloud.as().session.issueToken({ email: ingrid.email, password, machineName: 'RENDER-03' });
    if (session.state !== 'signed-in') throw new Error('no session');
    const api = cloud.as({ token: session.token });
    const make = async (name: string) => {
      const { text } = await api.apiKey.create({ organization, name, scopes: ['read'], days: null });
      const script = cloud.callWith(new Headers({ authorization: `Bearer ${text}` }));
      return () => script.organization.show({ organization });
    };
    const [busy, calm] = [await make('Busy'), await make('Calm')];
    for (let i = 0; i < 3; i++) await busy();
    await expect(busy()).rejects.toMatchObject({ code: 'too-many-attempts' });
    await calm();
  });

  it('O9: a key is no session, and a session no key', async () => {
    const cloud = await accountCloud(engine);
    const organization = await cloud.addOrganization('Northlight Studios');
    const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
    const token = await cloud.tokenOf(ingrid.email);
    const { text } = await cloud
      .as({ token })
      .apiKey.create({ organization, name: 'Sync', scopes: ['read'], days: null });
    const asCookie = cloud.callWith(new Headers({ cookie: `greenroom.session_token=${encodeURIComponent(text)}` }));
    await expect(asCookie.organization.show({ organization })).rejects.toMatchObject({ code: 'not-signed-in' });
    const both = cloud.callWith(
      new Headers({ authorization: `Bearer ${text}`, cookie: `greenroom.session_token=${encodeURIComponent(token)}` }),
    );
    await expect(both.session.show({})).rejects.toMatchObject({ code: 'not-for-keys' });
    await cloud.as({ token }).session.revokeOthers({});
    await cloud.callWith(new Headers({ authorization: `Bearer ${text}` })).organization.show({ organization });
  });
});
