import { afterEach, describe, expect, test, vi } from 'vitest';
import { invite } from '#cloud/auth/invitations.ts';
import { invitationLink } from '../../../support/invitation-link.ts';
import { type AccountCloud, accountCloud, cookieOf, password } from '../../../support/account-cloud.ts';
import { signedIn } from '../../../support/signed-in.ts';
import { forEachEngine } from '../../../support/store.ts';

const day = 86_400_000;
const consents = { terms: '1', privacy: '1' };
const kim = { firstName: 'Kim', lastName: 'Berg', password, consents };

forEachEngine((engine) => {
  describe('A1: an invitation', () => {
    afterEach(() => vi.useRealTimers());

    async function invited(cloud: AccountCloud, email = 'Kim@studio.example') {
      const studio = await cloud.addOrganization('Studio');
      const organization = { id: studio, name: 'Studio', timeZone: 'Europe/Oslo', roleSet: 'full' as const };
      const { invitation, url, letter } = await cloud.store.write((tx) =>
        invite(tx, cloud.parts, { organization, email, role: 'owner', inviter: null }),
      );
      return { studio, invitation, link: invitationLink(cloud.parts, invitation), url, letter };
    }

    test('comes by mail, with its link, its role and its end', async () => {
      const cloud = await accountCloud(engine);
      const { invitation, link, url, letter } = await invited(cloud);
      expect(url).toBe(`http://127.0.0.1:4711/invitation/${invitation}#${link.token}`);
      expect(letter).toMatchObject({ to: 'kim@studio.example', subject: 'You are invited to Studio on Greenroom' });
      expect(letter.paragraphs).toContain(url);
      expect(letter.paragraphs.join(' ')).toMatch(
        /role there is Owner.*good until \d+ \w+ \d{4}, \d\d:\d\d \(Europe\/Oslo\)/,
      );
    });

    test('is shown to whoever holds the link', async () => {
      const cloud = await accountCloud(engine);
      const { link } = await invited(cloud);
      const { expiresAt, ...shown } = await cloud.as().invitation.show(link);
      expect(shown).toEqual({
        organization: 'Studio',
        role: 'owner',
        roleSet: 'full',
        email: 'kim@studio.example',
        hasAccount: false,
      });
      expect(Math.abs(expiresAt - Date.now() - 15 * day)).toBeLessThan(10_000);
      await expect(cloud.as().invitation.show(invitationLink(cloud.parts, 'I-unknown'))).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    test('makes an account and joins in one step, with both consents on record', async () => {
      const cloud = await accountCloud(engine);
      const { studio, link } = await invited(cloud);
      const browser = cloud.as();

      const joined = signedIn(await browser.invitation.signUp({ ...link, ...kim }));

      expect(joined).toMatchObject({
        person: { name: 'Kim Berg', email: 'kim@studio.example' },
        memberships: [{ organization: { id: studio }, role: 'owner', isDefault: true }],
      });
      expect((await cloud.as({ cookie: cookieOf(browser.cookies()) }).session.show({})).person).toEqual(joined.person);
      const given = await cloud.store.db
        .selectFrom('consent')
        .select(['person_id', 'kind', 'version'])
        .orderBy('kind')
        .execute();
      expect(given).toEqual(['privacy', 'terms'].map((kind) => ({ person_id: joined.person.id, kind, version: '1' })));
      const { emailVerified } = await cloud.store.db
        .selectFrom('user')
        .select('emailVerified')
        .executeTakeFirstOrThrow();
      expect(Boolean(emailVerified)).toBe(true);
      await expect(cloud.as().invitation.show(link)).rejects.toMatchObject({ code: 'invitation-ended' });
      await expect(cloud.as().invitation.signUp({ ...link, ...kim })).rejects.toMatchObject({
        code: 'invitation-ended',
      });
      expect(await cloud.deeds()).toEqual(['invitation.sign-up']);
    });

    test('signs up once, however often the button is pressed', async () => {
      const cloud = await accountCloud(engine);
      const { link } = await invited(cloud);
      const answers = await Promise.allSettled(
        Array.from({ length: 4 }, () => cloud.as().invitation.signUp({ ...link, ...kim })),
      );
      expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
      expect(['address-in-use', 'invitation-ended']).toEqual(expect.arrayContaining([...new Set(refused)]));
      expect(await cloud.store.db.selectFrom('member').selectAll().execute()).toHaveLength(1);
    });

    test('needs both consents and a long password', async () => {
      const cloud = await accountCloud(engine);
      const { link } = await invited(cloud);
      const refused = async (input: object) => {
        const call = cloud.as().invitation.signUp(Object.assign({ ...link, ...kim }, input));
        await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      };
      await refused({ consents: { terms: '1' } });
      await refused({ consents: { privacy: '1' } });
      await refused({ consents: undefined });
      await refused({ password: 'short' });
      await refused({ firstName: ' ' });
    });

    test.each([
      ['two lines', 'Kim\nBerg'],
      ['writing turned round', 'Kim \u202Egreb'],
      ['no end', 'K'.repeat(41)],
    ])('A1: with %s is no name', async (_, name) => {
      const cloud = await accountCloud(engine);
      const { link } = await invited(cloud);
      for (const input of [{ firstName: name }, { lastName: name }]) {
        const call = cloud.as().invitation.signUp({ ...link, ...kim, ...input });
        await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      }
      expect(await cloud.store.db.selectFrom('user').select('id').execute()).toEqual([]);
    });

    test('A1: nobody signs up without the mail, though managers see the id of an invitation', async () => {
      const cloud = await accountCloud(engine);
      const { invitation, link } = await invited(cloud);
      for (const token of ['guessed', invitationLink(cloud.parts, 'I-other').token]) {
        const wrong = { invitation, token };
        await expect(cloud.as().invitation.show(wrong)).rejects.toMatchObject({ code: 'not-found' });
        await expect(cloud.as().invitation.signUp({ ...wrong, ...kim })).rejects.toMatchObject({ code: 'not-found' });
      }
      expect(await cloud.store.db.selectFrom('user').select('id').execute()).toEqual([]);
      expect(await cloud.as().invitation.signUp({ ...link, ...kim })).toMatchObject({ state: 'signed-in' });
    });

    test('is accepted by the invited person alone', async () => {
      const cloud = await accountCloud(engine);
      const jo = await cloud.addPerson('Jo');
      const max = await cloud.addPerson('Max');
      const { studio, invitation, link } = await invited(cloud, jo.email);
      expect(await cloud.as().invitation.show(link)).toMatchObject({ hasAccount: true });
      await expect(cloud.as().invitation.signUp({ ...link, ...kim })).rejects.toMatchObject({
        code: 'address-in-use',
      });
      await expect(cloud.as().invitation.accept({ invitation })).rejects.toMatchObject({ code: 'not-signed-in' });

      const stranger = cloud.as({ token: await cloud.tokenOf(max.email) });
      await expect(stranger.invitation.accept({ invitation })).rejects.toMatchObject({ code: 'not-found' });

      const invitee = cloud.as({ token: await cloud.tokenOf(jo.email) });
      expect((await invitee.invitation.accept({ invitation })).memberships).toMatchObject([
        { organization: { id: studio }, role: 'owner' },
      ]);
      await expect(invitee.invitation.accept({ invitation })).rejects.toMatchObject({ code: 'invitation-ended' });
      expect((await cloud.deeds()).at(-1)).toBe('invitation.accept');
    });

    test('ends after 15 days', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const cloud = await accountCloud(engine);
      const { link } = await invited(cloud);
      vi.setSystemTime(Date.now() + 15 * day - 1);
      expect(await cloud.as().invitation.show(link)).toMatchObject({ role: 'owner' });
      vi.setSystemTime(Date.now() + 1);
      await expect(cloud.as().invitation.show(link)).rejects.toMatchObject({ code: 'invitation-ended' });
      await expect(cloud.as().invitation.signUp({ ...link, ...kim })).rejects.toMatchObject({
        code: 'invitation-ended',
      });
    });
  });
});
