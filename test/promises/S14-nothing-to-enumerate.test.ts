import { expect, it } from 'vitest';
import { type TestCloud, startTestCloud, testPassword } from '../support/cloud.ts';
import { forEachEngine } from '../support/store.ts';
import { callAs, inputFor, operations, type Tenant, twoTenants, withSubject } from '../support/tenants.ts';

forEachEngine((engine) => {
  it('S14: unknown, foreign and deleted subjects are answered alike', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, foreign, people } = await twoTenants(cloud);
    const deleted = await deletedTenant(cloud, own);
    for (const { role, token } of people) {
      for (const command of withSubject) {
        const { subject } = command.meta;
        if (!subject) continue;
        const ids = ['X-nobody-ever-had-it', foreign.ids[subject], deleted[subject]];
        const answers = await Promise.all(ids.map((id) => callAs(cloud.url, token, command, inputFor(command, id))));
        const [first, ...others] = answers.map(({ status, text }) => ({ status, text }));
        expect([role, command.path.join('.'), first?.status]).toEqual([role, command.path.join('.'), 404]);
        for (const other of others) expect(other).toEqual(first);
      }
    }
  });

  it('S14: an unknown address and a wrong password are answered alike', async () => {
    const cloud = await startTestCloud({ engine });
    const person = await cloud.addPerson('Ingrid');
    const command = operations.find(({ path }) => path.join('.') === 'session.issueToken');
    if (!command) throw new Error('no session.issueToken');
    const signIn = (email: string) =>
      callAs(cloud.url, null, command, { email, password: `not ${testPassword}`, machineName: 'X' });
    expect(await signIn(person.email)).toEqual(await signIn('nobody@studio.example'));
  });
});

/** Ids that once were somebody's. */
async function deletedTenant({ parts, vendor, addOrganization }: TestCloud, like: Tenant): Promise<Tenant['ids']> {
  const { db } = parts.store;
  const organization = await addOrganization('Closed Studio');
  const sold = await db.selectFrom('license').selectAll().where('id', '=', like.ids.license).executeTakeFirstOrThrow();
  const { product_id: product, edition_id: edition, kind, seats } = sold;
  const { id: license } = await vendor.license.issue({ organization, product, edition, kind, seats });
  const model = await db.selectFrom('lease').selectAll().where('id', '=', like.ids.lease).executeTakeFirstOrThrow();
  await db
    .insertInto('lease')
    .values({ ...model, id: 'S-gone', license_id: license })
    .execute();
  const code = await db.selectFrom('room').selectAll().where('id', '=', like.ids.room).executeTakeFirstOrThrow();
  await db
    .insertInto('room')
    .values({ ...code, id: 'R-gone', code_digest: 'gone', license_id: license })
    .execute();
  await db.deleteFrom('room').where('id', '=', 'R-gone').execute();
  await db.deleteFrom('lease').where('id', '=', 'S-gone').execute();
  await db.deleteFrom('license').where('id', '=', license).execute();
  await db.deleteFrom('organization').where('id', '=', organization).execute();
  return { organization, license, licenses: license, lease: 'S-gone', room: 'R-gone' };
}
