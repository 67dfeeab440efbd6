import { describe, expect, it } from 'vitest';
import type { Letter } from '#cloud/mail/port.ts';
import { Role } from '#shared/models/role.ts';
import { forEachEngine } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

forEachEngine((engine) => {
  async function listed() {
    const made = await studio(engine);
    const { cloud, organization, manager } = made;
    const letters: Letter[] = [];
    cloud.parts.mail = { send: async (letter) => void letters.push(letter) };
    const of = cloud.as(manager).notification;
    const add = (...addresses: string[]) => of.add({ organization, addresses, kinds: ['licenses'], daysBefore: 14 });
    const test = (email: string) => of.test({ organization, email });
    const tokenOf = async (email: string) => {
      await test(email);
      return letters.at(-1)?.unsubscribe?.split('/').at(-1) ?? '';
    };
    return { ...made, letters, of, add, test, tokenOf };
  }

  it('T9: many addresses at once, also without an account; each is answered for itself', async () => {
    const { organization, of, add } = await listed();
    const { addresses } = await add('Desk <Desk@Studio.example>', 'nobody', 'desk@studio.example', 'a@b.example');
    expect(addresses.map(({ verdict }) => verdict)).toEqual(['added', 'not-an-address', 'repeated', 'added']);
    expect((await add('desk@studio.example')).addresses).toMatchObject([{ verdict: 'is-there' }]);
    expect(await of.list({ organization })).toMatchObject([
      { email: 'a@b.example', kinds: ['licenses'], daysBefore: 14, addedBy: 'Ingrid', unsubscribedAt: null },
      { email: 'desk@studio.example' },
    ]);
  });

  it('T9: what an address is told, and how early, can be changed; it can be removed and added again', async () => {
    const { organization, of, add } = await listed();
    await add('desk@studio.example');
    const email = 'DESK@studio.example';
    expect(
      await of.change({ organization, email, kinds: ['offline-leases', 'licenses'], daysBefore: 3 }),
    ).toMatchObject({
      kinds: ['licenses', 'offline-leases'],
      daysBefore: 3,
    });
    await of.remove({ organization, email });
    expect(await of.list({ organization })).toEqual([]);
    expect(await codeOf(of.remove({ organization, email }))).toBe('not-found');
    await add('desk@studio.example');
    expect(await of.list({ organization })).toMatchObject([{ daysBefore: 14, kinds: ['licenses'] }]);
  });

  it('T9: Managers and Owners deal with it, nobody else', async () => {
    const { cloud, organization } = await studio(engine);
    for (const role of Role.options) {
      const person = await cloud.addPerson(`By ${role}`, { [organization]: role });
      const outcome = await codeOf(cloud.as(person).notification.list({ organization }));
      expect([role, outcome]).toEqual([role, role === 'manager' || role === 'owner' ? 'done' : 'not-allowed']);
    }
  });

  it('T9: at most 200 addresses, and nothing that is not one', async () => {
    const { organization, of, add } = await listed();
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => `desk-${from + at}@studio.example`);
    await add(...many(0, 199));
    await expect(add(...many(500, 2))).rejects.toMatchObject({ code: 'too-many-addresses', details: { limit: 200 } });
    expect(await of.list({ organization })).toHaveLength(199);
    const bad = ['a@b', 'x\r\nBcc: all@studio.example', '<script>@x.example', `${'x'.repeat(250)}@b.example`, ' '];
    expect((await add(...bad)).addresses.map(({ verdict }) => verdict)).toEqual(bad.map(() => 'not-an-address'));
    const add2 = of.add({ organization, addresses: ['a@b.example'], kinds: [] });
    expect(await codeOf(add2)).toBe('BAD_REQUEST');
  });

  it('T9: two that add one address at once both find it there, once', async () => {
    const { organization, of, add } = await listed();
    const answers = await Promise.all([add('desk@studio.example'), add('desk@studio.example')]);
    expect(answers.flatMap(({ addresses }) => addresses.map(({ verdict }) => verdict)).toSorted()).toEqual([
      'added',
      'is-there',
    ]);
    expect(await of.list({ organization })).toHaveLength(1);
  });

  it('T9: everything about it is on record', async () => {
    const { cloud, organization, of, add, tokenOf } = await listed();
    await add('desk@studio.example');
    const email = 'desk@studio.example';
    await of.change({ organization, email, daysBefore: 1 });
    const token = await tokenOf(email);
    await cloud.as().notification.unsubscribe({ token });
    await cloud.as().notification.subscribe({ token });
    await of.remove({ organization, email });
    const deeds = await cloud.store.db
      .selectFrom('audit')
      .select(['actor', 'action', 'subject'])
      .where('action', 'like', 'notification.%')
      .orderBy('at')
      .execute();
    const by = (actor: string, ...actions: string[]) =>
      actions.map((action) => ({ actor, action: `notification.${action}`, subject: email }));
    expect(deeds).toHaveLength(6);
    expect(deeds).toEqual(
      expect.arrayContaining([
        ...by('Ingrid', 'add', 'change', 'test', 'remove'),
        ...by('nobody', 'unsubscribe', 'subscribe'),
      ]),
    );
  });

  describe('the link to unsubscribe', () => {
    it('T9: needs no sign-in, says whose it is, and stops the mails; only it can bring them back', async () => {
      const { cloud, organization, of, add, test, tokenOf } = await listed();
      await add('desk@studio.example');
      const token = await tokenOf('desk@studio.example');
      const anybody = cloud.as().notification;
      expect(await anybody.showLink({ token })).toEqual({
        email: 'desk@studio.example',
        organization: 'Northlight Studios',
        isSubscribed: true,
      });
      await anybody.unsubscribe({ token });
      await anybody.unsubscribe({ token });
      expect(await anybody.showLink({ token })).toMatchObject({ isSubscribed: false });
      expect(await of.list({ organization })).toMatchObject([{ unsubscribedAt: cloud.clock.now() }]);
      await expect(test('desk@studio.example')).rejects.toMatchObject({ code: 'address-unsubscribed' });
      // Taking it off the list and putting it on again does not get round it.
      await of.remove({ organization, email: 'desk@studio.example' });
      expect((await add('desk@studio.example')).addresses).toMatchObject([{ verdict: 'unsubscribed' }]);
      await anybody.subscribe({ token });
      expect((await add('desk@studio.example')).addresses).toMatchObject([{ verdict: 'added' }]);
    });

    it('T9: is the same for ever for one address and organization, another for every other one', async () => {
      const { cloud, organization, owner, of, add, tokenOf } = await listed();
      await add('desk@studio.example', 'other@studio.example');
      const first = await tokenOf('desk@studio.example');
      await of.remove({ organization, email: 'desk@studio.example' });
      cloud.clock.time += 400 * 86_400_000;
      // A mail of a year ago, about an address that is no longer on the list.
      await cloud.as().notification.unsubscribe({ token: first });
      await cloud.as().notification.subscribe({ token: first });
      await add('desk@studio.example');
      expect(await tokenOf('desk@studio.example')).toBe(first);
      expect(await tokenOf('other@studio.example')).not.toBe(first);
      const fjord = await cloud.as(owner).organization.create({ name: 'Fjord', timeZone: 'UTC' });
      const more = { ...fjord, addresses: ['desk@studio.example'], kinds: ['licenses' as const] };
      await cloud.as(owner).notification.add(more);
      const links = await cloud.store.db.selectFrom('notification').select('link_digest').execute();
      expect(new Set(links.map((row) => row.link_digest)).size).toBe(3);
    });

    it('T9: a link that is none, one of another cloud and one of a closed organization are answered alike', async () => {
      const { cloud, organization, owner, add, tokenOf } = await listed();
      await add('desk@studio.example');
      const token = await tokenOf('desk@studio.example');
      await cloud.as(owner).organization.close({ organization, name: 'Northlight Studios' });
      for (const each of ['x', 'A'.repeat(43), token, `${token.slice(0, -1)}A`])
        for (const act of ['showLink', 'unsubscribe', 'subscribe'] as const)
          await expect(cloud.as().notification[act]({ token: each })).rejects.toMatchObject({
            code: 'not-found',
            details: {},
          });
    });
  });
});
