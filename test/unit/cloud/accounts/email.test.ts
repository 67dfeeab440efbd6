import { describe, expect, test, vi } from 'vitest';
import { text } from '#shared/text/index.ts';
import { cookieOf, password } from '../../../support/account-cloud.ts';
import { cloudWithMail } from '../../../support/account-mail.ts';
import { forEachEngine } from '../../../support/store.ts';

const next = 'jo@new.example';
const day = 86_400_000;

forEachEngine((engine) => {
  /** Jo, signed in; `ask` asks for the new address and waits for both mails. */
  async function joAsking(options: Parameters<typeof cloudWithMail>[1] = {}) {
    const cloud = await cloudWithMail(engine, options);
    const jo = await cloud.addPerson('Jo');
    const token = await cloud.tokenOf(jo.email);
    const me = cloud.as({ token }).account;
    return {
      cloud,
      jo,
      me,
      token,
      async ask(email = next) {
        const before = cloud.letters.length;
        const answer = await me.requestEmail({ email, password });
        await cloud.mailed(before + 2);
        return answer;
      },
    };
  }

  describe('A4', () => {
    test('A4: the address changes only after the link sent to the new one was opened and confirmed', async () => {
      const { cloud, jo, me, token, ask } = await joAsking();
      await ask('JO@new.example');
      const pending = (await me.show({})).pendingEmail;
      expect(pending).toMatchObject({ email: next });
      expect(Math.abs((pending?.expiresAt ?? 0) - Date.now() - day)).toBeLessThan(20_000);
      expect(cloud.link().origin + cloud.link().pathname + cloud.link().search).toBe(
        'http://127.0.0.1:4711/confirm-email',
      );
      expect(cloud.letters.find(({ to }) => to === next)?.paragraphs).toContain(cloud.link().href);

      const opened = await cloud.as().account.showEmailLink({ token: cloud.token() });
      expect(opened).toEqual({ purpose: 'change', email: next, expiresAt: pending?.expiresAt });
      expect((await cloud.as({ token }).session.show({})).person.email).toBe(jo.email);

      expect(await cloud.as().account.confirmEmail({ token: cloud.token() })).toEqual({
        purpose: 'change',
        email: next,
      });
      expect((await cloud.as({ token }).session.show({})).person).toEqual({ ...jo, email: next });
      expect((await me.show({})).pendingEmail).toBeNull();
      expect((await cloud.as().session.signIn({ email: next, password })).state).toBe('signed-in');
      await expect(cloud.as().session.signIn({ email: jo.email, password })).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
      await expect(cloud.as().account.confirmEmail({ token: cloud.token() })).rejects.toMatchObject({
        code: 'link-ended',
      });
    });

    test('A4: the old address is told when it is asked for and when it is changed; neither mail has the link', async () => {
      const { cloud, jo, ask } = await joAsking();
      await ask();
      await cloud.as().account.confirmEmail({ token: cloud.token() });
      expect(await cloud.mailed(3)).toEqual([
        `${next}: Confirm your new e-mail address for Greenroom`,
        `${jo.email}: A new e-mail address for your Greenroom account was asked for`,
        `${jo.email}: The e-mail address of your Greenroom account was changed`,
      ]);
      const old = cloud.letters.filter(({ to }) => to === jo.email).flatMap(({ paragraphs }) => paragraphs);
      expect(old.join('\n')).toContain('from RENDER-03');
      expect(old.join('\n')).not.toContain(cloud.token());
      const kept = JSON.stringify(await cloud.store.db.selectFrom('verification').selectAll().execute());
      expect(kept).not.toContain(cloud.token());
    });

    test('A4: needs the password; a wrong one changes nothing and is on record', async () => {
      const { cloud, me } = await joAsking();
      await expect(me.requestEmail({ email: next, password: 'wrong' })).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
      expect((await me.show({})).pendingEmail).toBeNull();
      expect(await cloud.deeds()).toEqual(['session.sign-in', 'account.refused']);
      expect(cloud.letters).toEqual([]);
    });

    test('A4: an address that somebody has is answered alike; its owner gets a mail, and nobody a link', async () => {
      const { cloud, jo, me, ask } = await joAsking();
      const max = await cloud.addPerson('Max');
      const taken = await ask(max.email);
      const shown = await me.show({});
      expect(await cloud.mailed(2)).toEqual([
        `${jo.email}: A new e-mail address for your Greenroom account was asked for`,
        `${max.email}: Somebody tried to use your e-mail address on Greenroom`,
      ]);
      expect(cloud.link().href).toBe('about:blank');
      const told = cloud.letters.find(({ to }) => to === max.email);
      expect(told).toBeDefined();
      expect(JSON.stringify(told)).not.toContain(jo.email);

      const free = await ask();
      expect(Object.keys(free)).toEqual(Object.keys(taken));
      expect({ ...shown, pendingEmail: { ...shown.pendingEmail, email: next, expiresAt: free.expiresAt } }).toEqual(
        await me.show({}),
      );
    });

    test('A4: somebody who takes the address meanwhile has it; the link then ends with a clean error', async () => {
      const { cloud, jo, ask } = await joAsking();
      await ask();
      const max = await cloud.addPerson('Max');
      await cloud.store.db.updateTable('user').set({ email: next }).where('id', '=', max.id).execute();
      await expect(cloud.as().account.confirmEmail({ token: cloud.token() })).rejects.toMatchObject({
        code: 'address-in-use',
      });
      const mine = await cloud.store.db.selectFrom('user').select('email').where('id', '=', jo.id).execute();
      expect(mine).toEqual([{ email: jo.email }]);
    });

    test('A4: of two people who confirm one address at once, one gets it', async () => {
      const { cloud, ask } = await joAsking();
      await ask();
      const first = cloud.token();
      const max = await cloud.addPerson('Max');
      await cloud.as({ token: await cloud.tokenOf(max.email) }).account.requestEmail({ email: next, password });
      await cloud.mailed(4);
      const answers = await Promise.allSettled(
        [first, cloud.token()].map((token) => cloud.as().account.confirmEmail({ token })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'address-in-use' });
    });

    test('A4: the link is good once, however often it is pressed at once', async () => {
      const { cloud, ask } = await joAsking();
      await ask();
      const token = cloud.token();
      const answers = await Promise.allSettled(
        Array.from({ length: 4 }, () => cloud.as().account.confirmEmail({ token })),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    test('A4: another wish, taking it back, or a new password makes the link worthless', async () => {
      const { cloud, me, token, ask } = await joAsking();
      const refused = async (link: string) => {
        for (const use of ['showEmailLink', 'confirmEmail'] as const)
          await expect(cloud.as().account[use]({ token: link })).rejects.toMatchObject({ code: 'link-ended' });
      };
      await ask();
      const first = cloud.token();
      await ask('jo@other.example');
      await refused(first);
      await me.cancelEmail({});
      await me.cancelEmail({});
      await refused(cloud.token());
      expect((await me.show({})).pendingEmail).toBeNull();
      await ask();
      await cloud.as({ token }).account.changePassword({ oldPassword: password, newPassword: 'a new green password' });
      await refused(cloud.token());
      expect((await cloud.deeds()).filter((action) => action === 'account.cancel-email')).toHaveLength(1);
    });

    test('A4: the link is good for a day', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      try {
        const { cloud, ask } = await joAsking();
        const { expiresAt } = await ask();
        vi.setSystemTime(expiresAt - 1);
        expect(await cloud.as().account.showEmailLink({ token: cloud.token() })).toMatchObject({ email: next });
        vi.setSystemTime(expiresAt);
        await expect(cloud.as().account.confirmEmail({ token: cloud.token() })).rejects.toMatchObject({
          code: 'link-ended',
        });
      } finally {
        vi.useRealTimers();
      }
    });

    test('A4: sessions go on, open links to set a password die, and sign-ins of other kinds are untouched', async () => {
      const { cloud, jo, token, ask } = await joAsking();
      const browser = cloud.as();
      await browser.session.signIn({ email: jo.email, password });
      const cookie = cookieOf(browser.cookies());
      // Of the browser, which was new.
      await cloud.mailed(1);
      await ask();
      const change = cloud.token();
      await cloud.as().account.requestReset({ email: jo.email });
      await cloud.mailed(4);
      const reset = cloud.token();
      const accounts = () => cloud.store.db.selectFrom('account').selectAll().where('userId', '=', jo.id).execute();
      const before = await accounts();

      await cloud.as().account.confirmEmail({ token: change });

      await expect(cloud.as().account.showReset({ token: reset })).rejects.toMatchObject({ code: 'link-ended' });
      for (const session of [cloud.as({ token }), cloud.as({ cookie })])
        expect((await session.session.show({})).person.email).toBe(next);
      expect(await accounts()).toEqual(before);
    });

    test('A4: a link for one thing does nothing else', async () => {
      const { cloud, jo, ask } = await joAsking();
      await ask();
      await expect(cloud.as().account.showReset({ token: cloud.token() })).rejects.toMatchObject({
        code: 'link-ended',
      });
      await cloud.as().account.requestReset({ email: jo.email });
      await cloud.mailed(3);
      await expect(cloud.as().account.confirmEmail({ token: cloud.token() })).rejects.toMatchObject({
        code: 'link-ended',
      });
    });

    test.each(['no address', 'jo@', `${'j'.repeat(250)}@new.example`, 'jo@new.example\nBcc: max@new.example', ' '])(
      'A4: %j is no address',
      async (email) => {
        const { me } = await joAsking();
        await expect(me.requestEmail({ email, password })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      },
    );

    test('A4: my own address is no new one, and too many wishes have to wait', async () => {
      const { cloud, jo, me, ask } = await joAsking({ limits: { 'email-change': { window: 900, max: 1 } } });
      await expect(me.requestEmail({ email: jo.email.toUpperCase(), password })).rejects.toMatchObject({
        code: 'invalid-input',
      });
      await ask();
      await expect(me.requestEmail({ email: 'jo@other.example', password })).rejects.toMatchObject({
        code: 'too-many-attempts',
      });
      expect(cloud.letters).toHaveLength(2);
    });
  });

  describe('A6', () => {
    const owner = {
      organization: 'Northlight Studios',
      timeZone: 'Europe/Oslo',
      name: 'Ingrid Aas',
      email: 'ingrid@northlight.example',
      password,
    };

    test('A6: whoever set the cloud up is unverified until the link in the mail was confirmed', async () => {
      const cloud = await cloudWithMail(engine);
      const { organization } = await cloud.as().setup.createOwner(owner);
      const me = cloud.as({ token: await cloud.tokenOf(owner.email) });
      expect((await me.account.show({})).isVerified).toBe(false);
      const inTeam = async () => JSON.stringify(await me.team.list({ organization }));
      expect(await inTeam()).toContain('"isVerified":false');
      expect(await cloud.mailed(1)).toEqual([`${owner.email}: Confirm your e-mail address for Greenroom`]);

      expect(await cloud.as().account.showEmailLink({ token: cloud.token() })).toMatchObject({ purpose: 'verify' });
      expect((await me.account.show({})).isVerified, 'opening is not confirming').toBe(false);
      expect(await cloud.as().account.confirmEmail({ token: cloud.token() })).toEqual({
        purpose: 'verify',
        email: owner.email,
      });
      expect((await me.account.show({})).isVerified).toBe(true);
      expect(await inTeam()).toContain('"isVerified":true');
      expect(await cloud.deeds()).toContain('account.verify-email');
    });

    test('A6: the mail is sent again when asked for, not too often, and not when there is nothing to confirm', async () => {
      const cloud = await cloudWithMail(engine, { limits: { 'verify-mail': { window: 900, max: 2 } } });
      await cloud.as().setup.createOwner(owner);
      const me = cloud.as({ token: await cloud.tokenOf(owner.email) }).account;
      await me.requestVerification({});
      await me.requestVerification({});
      await expect(me.requestVerification({})).rejects.toMatchObject({
        code: 'too-many-attempts',
        details: { retryAfterSeconds: expect.any(Number) },
      });
      await cloud.mailed(3);
      await cloud.as().account.confirmEmail({ token: cloud.token() });
      expect(await me.requestVerification({})).toEqual({});
      expect(cloud.letters.map(({ subject }) => subject)).toEqual(
        Array(3).fill(text.accountMails.verifyEmail({ name: '', url: '', endsAt: 0, timeZone: 'UTC' }).subject),
      );
    });

    test('A6: a new address is verified by its link, and a link for the old one is worthless then', async () => {
      const cloud = await cloudWithMail(engine);
      await cloud.as().setup.createOwner(owner);
      await cloud.mailed(1);
      const first = cloud.token();
      const me = cloud.as({ token: await cloud.tokenOf(owner.email) }).account;
      await me.requestEmail({ email: 'ingrid@new.example', password });
      await cloud.mailed(3);
      await cloud.as().account.confirmEmail({ token: cloud.token() });
      expect((await me.show({})).isVerified).toBe(true);
      await expect(cloud.as().account.confirmEmail({ token: first })).rejects.toMatchObject({ code: 'link-ended' });
    });
  });
});
