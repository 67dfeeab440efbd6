import { expect, test } from 'vitest';
import { invite } from '#cloud/auth/invitations.ts';
import { firstDocuments } from '#shared/text/en/first-documents.ts';
import { invitationLink } from '../../../support/invitation-link.ts';
import { accountCloud, type AccountCloud, password } from '../../../support/account-cloud.ts';
import { signedIn } from '../../../support/signed-in.ts';
import { forEachEngine } from '../../../support/store.ts';

const second = { kind: 'terms', version: '2', text: '# Better terms\n\nBe kind.' } as const;

async function vendorOf(cloud: AccountCloud) {
  const { email } = await cloud.addPerson('Vendor', {}, true);
  return cloud.as({ token: await cloud.tokenOf(email) }).vendor.document;
}

async function invited(cloud: AccountCloud) {
  const id = await cloud.addOrganization('Studio');
  const organization = { id, name: 'Studio', timeZone: 'Europe/Oslo', roleSet: 'full' as const };
  const { invitation } = await cloud.store.write((tx) =>
    invite(tx, cloud.parts, { organization, email: 'kim@studio.example', role: 'member', inviter: null }),
  );
  return { ...invitationLink(cloud.parts, invitation), firstName: 'Kim', lastName: 'Berg', password };
}

forEachEngine((engine) => {
  test('A1: a fresh cloud has a first version of the terms and of how data is used, for everybody to read', async () => {
    const cloud = await accountCloud(engine);
    for (const { kind, version, title, text } of firstDocuments)
      expect(await cloud.as().document.show({ kind })).toMatchObject({ kind, version, title, text, isNewest: true });
    await expect(cloud.as().document.show({ kind: 'terms', version: '9' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('A1: a newer version is published by the vendor, under the heading of its text, and an old one stays readable', async () => {
    const cloud = await accountCloud(engine);
    const vendor = await vendorOf(cloud);
    expect(await vendor.publish(second)).toMatchObject({ kind: 'terms', version: '2', title: 'Better terms' });
    expect(await cloud.as().document.show({ kind: 'terms' })).toMatchObject({ version: '2', text: second.text });
    expect(await cloud.as().document.show({ kind: 'terms', version: '1' })).toMatchObject({ isNewest: false });
    expect((await cloud.as().document.show({ kind: 'privacy' })).version).toBe('1');
    expect((await vendor.list({})).map(({ kind, version }) => `${kind} ${version}`)).toEqual([
      'terms 2',
      'terms 1',
      'privacy 1',
    ]);
    expect(await cloud.deeds()).toContain('document.publish');
  });

  test('A1: a version never changes, a text without a heading needs a title, and only the vendor publishes', async () => {
    const cloud = await accountCloud(engine);
    const vendor = await vendorOf(cloud);
    await expect(vendor.publish({ ...second, version: '1' })).rejects.toMatchObject({ code: 'document-exists' });
    await expect(vendor.publish({ ...second, text: 'Be kind.' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await vendor.publish({ ...second, text: 'Be kind.', title: 'Terms' })).title).toBe('Terms');
    const { email } = await cloud.addPerson('Jo');
    const jo = cloud.as({ token: await cloud.tokenOf(email) });
    await expect(jo.vendor.document.publish(second)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test.each([
    ['no version', { version: ' ' }],
    ['a version like an address', { version: '../1' }],
    ['no text', { text: ' \n' }],
    ['a title with writing turned round', { title: 'Terms \u202Esmret' }],
    ['a title of two lines', { title: 'Terms\nof use' }],
    ['another kind', { kind: 'cookies' as 'terms' }],
  ])('A1: %s cannot be published', async (_, wrong) => {
    const cloud = await accountCloud(engine);
    const vendor = await vendorOf(cloud);
    await expect(vendor.publish({ ...second, ...wrong })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('A1: the same publication again, by its key, is one; of two versions at once both are kept in an order', async () => {
    const cloud = await accountCloud(engine);
    const vendor = await vendorOf(cloud);
    const keyed = { ...second, idempotencyKey: 'publish-0001' };
    expect(await vendor.publish(keyed)).toEqual(await vendor.publish(keyed));
    const answers = await Promise.allSettled(['3', '4', '5'].map((version) => vendor.publish({ ...second, version })));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
    expect(refused.filter((code) => code !== 'conflict')).toEqual([]);
    const numbers = await cloud.store.db.selectFrom('document').select('number').where('kind', '=', 'terms').execute();
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(2 + answers.length - refused.length);
  });

  test('A1: sign-up keeps two consents with kind, version and time; one that was replaced meanwhile is refused', async () => {
    const cloud = await accountCloud(engine);
    const kim = await invited(cloud);
    await (await vendorOf(cloud)).publish(second);

    const old = { terms: '1', privacy: '1' };
    await expect(cloud.as().invitation.signUp({ ...kim, consents: old })).rejects.toMatchObject({
      code: 'document-replaced',
      details: { kind: 'terms' },
    });
    await expect(
      cloud.as().invitation.signUp({ ...kim, consents: { terms: '2', privacy: '0' } }),
    ).rejects.toMatchObject({ code: 'document-replaced', details: { kind: 'privacy' } });
    expect(await cloud.store.db.selectFrom('user').select('id').where('name', '=', 'Kim Berg').execute()).toEqual([]);

    const before = Date.now();
    const consents = { terms: '2', privacy: '1' };
    const { person } = signedIn(await cloud.as().invitation.signUp({ ...kim, consents }));
    const given = await cloud.store.db.selectFrom('consent').selectAll().orderBy('kind').execute();
    expect(given).toMatchObject([
      { person_id: person.id, kind: 'privacy', version: '1' },
      { person_id: person.id, kind: 'terms', version: '2' },
    ]);
    for (const { given_at: at } of given) expect(at).toBeGreaterThanOrEqual(before);
  });

  test('A1: whoever agreed before is asked again for a newer version only; the history stays', async () => {
    const cloud = await accountCloud(engine);
    const vendor = await vendorOf(cloud);
    const { email } = await cloud.addPerson('Jo');
    const me = cloud.as({ token: await cloud.tokenOf(email) }).account;
    expect((await me.show({})).toAgree.map(({ kind }) => kind)).toEqual(['terms', 'privacy']);
    await me.agree({ kind: 'terms', version: '1' });
    expect((await me.agree({ kind: 'privacy', version: '1' })).toAgree).toEqual([]);

    await vendor.publish(second);
    expect((await me.show({})).toAgree).toMatchObject([{ kind: 'terms', version: '2', title: 'Better terms' }]);
    await expect(me.agree({ kind: 'terms', version: '1' })).rejects.toMatchObject({ code: 'document-replaced' });
    await expect(me.agree({ kind: 'terms', version: '3' })).rejects.toMatchObject({ code: 'not-found' });
    await me.agree({ kind: 'terms', version: '2' });
    await me.agree({ kind: 'terms', version: '2' });

    const { consents, toAgree } = await me.show({});
    expect(toAgree).toEqual([]);
    expect(consents.map(({ kind, version }) => `${kind} ${version}`)).toEqual(['terms 2', 'privacy 1', 'terms 1']);
    expect((await cloud.deeds()).filter((action) => action === 'account.agree')).toHaveLength(3);
  });
});
