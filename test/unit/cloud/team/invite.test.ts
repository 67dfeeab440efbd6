import { describe, expect, test, afterEach, vi } from 'vitest';
import { invitationLink } from '../../../support/invitation-link.ts';
import { type AccountCloud, accountCloud, password } from '../../../support/account-cloud.ts';
import { signedIn } from '../../../support/signed-in.ts';
import { forEachEngine } from '../../../support/store.ts';

const day = 86_400_000;
const kim = { firstName: 'Kim', lastName: 'Berg', password, consents: { terms: '1', privacy: '1' } };

async function studio(engine: Parameters<typeof accountCloud>[0]) {
  const cloud = await accountCloud(engine);
  const organization = await cloud.addOrganization('Studio');
  const jo = await cloud.addPerson('Jo', { [organization]: 'manager' });
  const owner = await cloud.addPerson('Olga', { [organization]: 'owner' });
  const manager = cloud.as({ token: await cloud.tokenOf(jo.email) });
  return { cloud, organization, manager, jo, owner };
}

const mailsOf = async (cloud: AccountCloud) =>
  (await cloud.store.db.selectFrom('outbox').selectAll().orderBy('sent_at').orderBy('id').execute()).map(
    ({ recipient, text }) => ({ to: recipient, link: /\/invitation\/([^\s#]+)/.exec(text)?.[1] ?? null, text }),
  );

async function addLicense({ store }: AccountCloud, id: string, organization: string, endsAt: number | null = null) {
  const { db } = store;
  await db
    .insertInto('product')
    .values({ id: 'graphics', name: 'Graphics', glyph: 'layers', position: 1, links: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('edition')
    .values({ product_id: 'graphics', id: 'xr', name: 'XR', position: 1, services: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const now = Date.now();
  const row = { id, organization_id: organization, product_id: 'graphics', edition_id: 'xr', kind: 'named' as const };
  const sold = { trial: 0, seats: 3, overlap_limit: 3, starts_at: now - day, ends_at: endsAt, revoked_at: null };
  await db
    .insertInto('license')
    .values({ ...row, ...sold, created_at: now })
    .execute();
  return id;
}

forEachEngine((engine) => {
  describe('inviting (T3)', () => {
    afterEach(() => vi.useRealTimers());

    test('T3: many at once: each address is answered for itself, and gets one mail', async () => {
      const { cloud, organization, manager } = await studio(engine);
      const addresses = ['Kim Berg <Kim@Studio.example>', 'jo@studio.example', 'no address', 'kim@studio.example'];
      const invited = await manager.team.invite({ organization, addresses, role: 'editor' });
      expect(invited.addresses.map(({ address, verdict }) => [address, verdict])).toEqual([
        ['Kim Berg <Kim@Studio.example>', 'valid'],
        ['jo@studio.example', 'is-member'],
        ['no address', 'not-an-address'],
        ['kim@studio.example', 'repeated'],
      ]);
      expect((await mailsOf(cloud)).map(({ to }) => to)).toEqual(['kim@studio.example']);
      const again = await manager.team.invite({ organization, addresses: ['kim@studio.example'], role: 'editor' });
      expect(again.addresses).toMatchObject([{ verdict: 'is-invited', invitation: null }]);
      const { entries } = await manager.team.list({ organization });
      expect(entries).toMatchObject([
        { kind: 'invitation', email: 'kim@studio.example', role: 'editor', invitedBy: 'Jo', licenses: [] },
        { kind: 'person', person: { name: 'Jo' }, role: 'manager' },
        { kind: 'person', person: { name: 'Olga' }, role: 'owner' },
      ]);
      expect(await cloud.deeds()).toContain('team.invite');
    });

    test('T3: with the same idempotency key nobody is invited twice', async () => {
      const { cloud, organization, manager } = await studio(engine);
      const wish = { organization, addresses: ['kim@x.example'], role: 'member' as const, idempotencyKey: 'key-0001' };
      expect(await manager.team.invite(wish)).toEqual(await manager.team.invite(wish));
      expect(await mailsOf(cloud)).toHaveLength(1);
    });

    test('T3: never above Manager unless Owner', async () => {
      const { cloud, organization, manager, owner } = await studio(engine);
      const wish = { organization, addresses: ['kim@x.example'], role: 'owner' as const };
      await expect(manager.team.invite(wish)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await mailsOf(cloud)).toEqual([]);
      const first = cloud.as({ token: await cloud.tokenOf(owner.email) });
      const invitation = (await first.team.invite(wish)).addresses[0]?.invitation ?? '';
      const handled = { organization, invitation };
      await expect(manager.team.cancelInvitation(handled)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(manager.team.resendInvitation(handled)).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('T3: licenses are assigned in the transaction that joins; one that has ended meanwhile is left out', async () => {
      const { cloud, organization, manager } = await studio(engine);
      const soon = Date.now() + day;
      const licenses = [
        await addLicense(cloud, 'L-1', organization),
        await addLicense(cloud, 'L-2', organization, soon),
      ];
      const { addresses } = await manager.team.invite({
        organization,
        addresses: ['kim@x.example'],
        role: 'member',
        licenses,
      });
      expect((await mailsOf(cloud))[0]?.text).toContain('Graphics XR, Graphics XR');
      const promised = (await manager.team.list({ organization, states: ['pending'] })).entries[0];
      expect(promised?.kind === 'invitation' && promised.licenses).toHaveLength(2);
      await cloud.store.db.updateTable('license').set({ ends_at: 1 }).where('id', '=', 'L-2').execute();
      const invitation = addresses[0]?.invitation ?? '';
      const { person } = signedIn(
        await cloud.as().invitation.signUp({ ...invitationLink(cloud.parts, invitation), ...kim }),
      );
      const { entries, totals } = await manager.team.list({ organization, find: 'kim graphics' });
      expect(entries).toMatchObject([{ person: { id: person.id }, licenses: { count: 1, names: ['Graphics XR'] } }]);
      expect(totals).toMatchObject({ pending: 0, verified: 1 });
      expect((await manager.team.show({ organization, person: person.id })).licenses).toMatchObject([
        { id: 'L-1', name: 'Graphics XR', isAssigned: true, leases: [] },
      ]);
    });

    test('T3: licenses of others, or that are over, cannot be promised', async () => {
      const { cloud, organization, manager } = await studio(engine);
      await addLicense(cloud, 'L-1', organization, Date.now() - 1);
      await addLicense(cloud, 'L-9', await cloud.addOrganization('Other'));
      const wish = { organization, addresses: ['kim@x.example'], role: 'member' as const };
      await expect(manager.team.invite({ ...wish, licenses: ['L-1'] })).rejects.toMatchObject({
        code: 'license-ended',
      });
      await expect(manager.team.invite({ ...wish, licenses: ['L-9'] })).rejects.toMatchObject({ code: 'not-found' });
      expect((await manager.team.list({ organization })).totals).toMatchObject({ pending: 0, expired: 0 });
    });
  });

  describe('open invitations (T4)', () => {
    afterEach(() => vi.useRealTimers());

    async function invited(engine_: typeof engine) {
      const all = await studio(engine_);
      const { organization, manager } = all;
      const sent = await manager.team.invite({ organization, addresses: ['kim@x.example'], role: 'editor' });
      return { ...all, invitation: sent.addresses[0]?.invitation ?? '' };
    }

    test('T4: cancelled, the link is dead', async () => {
      const { cloud, organization, manager, invitation } = await invited(engine);
      await manager.team.cancelInvitation({ organization, invitation });
      await expect(
        cloud.as().invitation.signUp({ ...invitationLink(cloud.parts, invitation), ...kim }),
      ).rejects.toMatchObject({
        code: 'invitation-ended',
      });
      await expect(manager.team.cancelInvitation({ organization, invitation })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await cloud.deeds()).toContain('team.cancelInvitation');
    });

    test('T4: sent again, it has a new link and 15 new days; the old link is dead', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const { cloud, organization, manager, invitation } = await invited(engine);
      vi.setSystemTime(Date.now() + 10 * day);
      const again = await manager.team.resendInvitation({ organization, invitation });
      expect(again.expiresAt).toBe(Date.now() + 15 * day);
      expect(again.invitation).not.toBe(invitation);
      await expect(cloud.as().invitation.show(invitationLink(cloud.parts, invitation))).rejects.toMatchObject({
        code: 'invitation-ended',
      });
      expect((await mailsOf(cloud)).map(({ link }) => link)).toEqual(
        expect.arrayContaining([invitation, again.invitation]),
      );
      vi.setSystemTime(Date.now() + 10 * day);
      expect(
        await cloud.as().invitation.signUp({ ...invitationLink(cloud.parts, again.invitation), ...kim }),
      ).toMatchObject({
        memberships: [{ role: 'editor' }],
      });
    });

    test('T4: ends by the clock; then the address can be invited anew, or sent again', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const { organization, manager, invitation } = await invited(engine);
      vi.setSystemTime(Date.now() + 15 * day);
      const { entries, totals } = await manager.team.list({ organization, states: ['expired'] });
      expect(entries).toMatchObject([{ id: invitation, expiresAt: Date.now() }]);
      expect(totals).toMatchObject({ pending: 0, expired: 1 });
      const wish = { organization, addresses: ['kim@x.example'], role: 'member' as const };
      expect((await manager.team.invite(wish)).addresses).toMatchObject([{ verdict: 'valid' }]);
      expect((await manager.team.list({ organization, states: ['pending', 'expired'] })).entries).toMatchObject([
        { role: 'member' },
      ]);
    });

    test('T4: of another organization is as good as unknown', async () => {
      const { cloud, invitation } = await invited(engine);
      const other = await cloud.addOrganization('Other');
      const liv = await cloud.addPerson('Liv', { [other]: 'owner' });
      const foreign = cloud.as({ token: await cloud.tokenOf(liv.email) });
      const ask = { organization: other, invitation };
      await expect(foreign.team.cancelInvitation(ask)).rejects.toMatchObject({ code: 'not-found' });
      await expect(foreign.team.resendInvitation(ask)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('T4: two that invite the same address at once send one mail', async () => {
      const { cloud, organization, manager } = await studio(engine);
      const wish = { organization, addresses: ['kim@x.example'], role: 'member' as const };
      const answers = await Promise.all([1, 2, 3].map(() => manager.team.invite(wish)));
      expect(answers.map(({ addresses }) => String(addresses[0]?.verdict)).toSorted()).toEqual([
        'is-invited',
        'is-invited',
        'valid',
      ]);
      expect(await mailsOf(cloud)).toHaveLength(1);
    });
  });
});
