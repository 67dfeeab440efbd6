import { describe, expect, it } from 'vitest';
import { text } from '#shared/text/index.ts';
import { cookieOf, password } from '../../../support/account-cloud.ts';
import { appCode } from '../../../support/app-code.ts';
import { forEachEngine } from '../../../support/store.ts';
import { twoFactorCloud } from '../../../support/two-factor.ts';
import { waitFor } from '../../../support/wait-for.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko Firefox/130.0';
const ended = { code: 'second-step-ended' };
const wrongCode = (left: number) => ({ code: 'wrong-code', details: { left } });

forEachEngine((engine) => {
  describe('A5: signing in with a second step', () => {
    it('A2: the password alone gives a browser no session and no cookie; the code does, and is on record', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret } = await cloud.turnOnApp();
      const browser = cloud.as({ userAgent: firefox });
      const sessions = async () => cloud.store.db.selectFrom('session').select('id').execute();
      const before = await sessions();

      const answer = await browser.session.signIn({ email: cloud.jo.email, password });
      expect(answer).toEqual({
        state: 'second-step',
        challenge: expect.stringMatching(/^[\w-]{43}$/),
        methods: ['totp', 'recovery'],
        expiresAt: expect.any(Number),
      });
      if (answer.state !== 'second-step') return;
      expect(browser.cookies()).toEqual([]);
      expect(await sessions()).toEqual(before);
      await expect(
        browser.session.confirm({ challenge: answer.challenge, method: 'totp', code: '000000' }),
      ).rejects.toMatchObject(wrongCode(4));
      expect(browser.cookies(), 'nor does a wrong code').toEqual([]);

      const who = await browser.session.confirm({
        challenge: answer.challenge,
        method: 'totp',
        code: appCode(secret),
      });
      expect(who.person).toEqual(cloud.jo);
      const cookie = cookieOf(browser.cookies());
      expect((await cloud.as({ cookie }).session.show({})).person.id).toBe(cloud.jo.id);
      const deeds = await cloud.store.db.selectFrom('audit').select(['action', 'details', 'person_id']).execute();
      expect(deeds.filter(({ action }) => action === 'session.wrong-code')).toMatchObject([{ person_id: null }]);
      expect(JSON.parse(deeds.findLast(({ action }) => action === 'session.sign-in')?.details ?? '')).toEqual({
        secondStep: 'totp',
      });
    });

    it('A8: a companion gets its token with the code; a challenge of one is none of the other', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret } = await cloud.turnOnApp();
      const visitor = cloud.as();
      const asked = await visitor.session.issueToken({ email: cloud.jo.email, password, machineName: 'OB-1' });
      if (asked.state !== 'second-step') throw new Error('no second step');
      const proof = { challenge: asked.challenge, method: 'totp' as const, code: appCode(secret) };
      await expect(visitor.session.confirm(proof)).rejects.toMatchObject(ended);
      const { token } = await visitor.session.confirmToken(proof);
      const sessions = await cloud.as({ token }).session.list({});
      expect(sessions.find(({ isCurrent }) => isCurrent)?.from).toBe('OB-1');
      const { challenge } = await cloud.challenge();
      await expect(
        visitor.session.confirmToken({ challenge, method: 'totp', code: appCode(secret, 1) }),
      ).rejects.toMatchObject(ended);
    });

    it('A5: no code of an app is good twice, nor one from before it; not that of the set-up either', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret } = await cloud.turnOnApp();
      const confirm = async (code: string) => {
        const { challenge } = await cloud.challenge();
        return cloud.as().session.confirm({ challenge, method: 'totp', code });
      };
      await expect(confirm(appCode(secret, -1)), 'the one of the set-up').rejects.toMatchObject(wrongCode(4));
      const [now, ahead] = [appCode(secret), appCode(secret, 1)];
      await confirm(ahead);
      await expect(confirm(ahead), 'again').rejects.toMatchObject(wrongCode(4));
      await expect(confirm(now), 'from before it').rejects.toMatchObject(wrongCode(4));
    });

    it('A5: a code comes by mail to who has that on; the last one counts, for its own sign-in, once', async () => {
      const cloud = await twoFactorCloud(engine);
      await cloud.turnOnMail();
      const one = await cloud.challenge();
      expect(one.methods).toEqual(['mail', 'recovery']);
      const other = await cloud.challenge();
      const { challenge } = one;
      await expect(
        cloud.as().session.confirm({ challenge, method: 'mail', code: '000000' }),
        'before any was sent',
      ).rejects.toMatchObject(wrongCode(4));
      const send = () => cloud.as({ userAgent: firefox }).session.sendCode({ challenge });
      const older = await cloud.mailed(send);
      const code = await cloud.mailed(send);
      expect(cloud.letters.at(-1)).toMatchObject({ to: cloud.jo.email, subject: text.mails.signInCode.subject });
      expect(cloud.letters.at(-1)?.paragraphs.join('\n')).toContain('Firefox, Linux, 192.0.2.1');
      await expect(cloud.as().session.confirm({ challenge, method: 'mail', code: older })).rejects.toMatchObject({
        code: 'wrong-code',
      });
      await expect(
        cloud.as().session.confirm({ challenge: other.challenge, method: 'mail', code }),
      ).rejects.toMatchObject(wrongCode(4));
      const answer = await cloud
        .as()
        .session.confirm({ challenge, method: 'mail', code: `${code.slice(0, 3)} ${code.slice(3)}` });
      expect(answer.person.id).toBe(cloud.jo.id);
      await expect(cloud.as().session.confirm({ challenge, method: 'mail', code })).rejects.toMatchObject(ended);
    });

    it('A5: who has an app only gets no code by mail, is not told so, and cannot use that way', async () => {
      const cloud = await twoFactorCloud(engine);
      await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      await cloud.subjects(1);
      expect(await cloud.as().session.sendCode({ challenge })).toEqual({});
      const { mailed } = await cloud.store.db.selectFrom('awaited_code').select('mailed').executeTakeFirstOrThrow();
      expect(mailed).toBeNull();
      await expect(cloud.as().session.confirm({ challenge, method: 'mail', code: '123456' })).rejects.toMatchObject(
        wrongCode(4),
      );
    });

    it('A5: a recovery code is good once, in any writing; a mail tells of it', async () => {
      const cloud = await twoFactorCloud(engine);
      const { recoveryCodes } = await cloud.turnOnApp();
      const [code = ''] = recoveryCodes;
      const confirm = async (typed: string) => {
        const { challenge } = await cloud.challenge();
        return cloud.as({ userAgent: firefox }).session.confirm({ challenge, method: 'recovery', code: typed });
      };
      await confirm(` ${code.toLowerCase().replace('-', '')} `);
      expect(await cloud.subjects(2)).toContain(text.mails.twoFactor.recoveryUsed.subject);
      expect((await cloud.me.twoFactor.show({})).recoveryCodesLeft).toBe(9);
      await expect(confirm(code)).rejects.toMatchObject(wrongCode(4));
      expect(await cloud.deeds()).toContain('twoFactor.useRecoveryCode');
      for (const each of recoveryCodes.slice(1)) await confirm(each);
      expect((await cloud.challenge()).methods, 'none are left').toEqual(['totp']);
    });

    it('A3: a new password leaves it on, and ends a sign-in that waits with the old one', async () => {
      const cloud = await twoFactorCloud(engine);
      const { recoveryCodes } = await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      await cloud.me.account.changePassword({ oldPassword: password, newPassword: 'another green password' });
      await expect(
        cloud.as().session.confirm({ challenge, method: 'recovery', code: recoveryCodes[0] ?? '' }),
      ).rejects.toMatchObject(ended);
      const change = { email: cloud.jo.email, password: 'another green password' };
      expect((await cloud.as().session.signIn(change)).state).toBe('second-step');

      await cloud.as().account.requestReset({ email: cloud.jo.email });
      const link = await waitFor(() => {
        const mail = cloud.letters.find(({ subject }) => subject === text.mails.resetLink.subject);
        if (!mail) throw new Error('no link yet');
        return new URL(mail.paragraphs.find((paragraph) => paragraph.startsWith('http')) ?? '');
      });
      await cloud.as().account.resetPassword({ token: link.hash.slice(1), password });
      expect((await cloud.challenge()).methods).toEqual(['totp', 'recovery']);
    });

    it('S14: with two-factor on, a wrong password and an unknown address are answered alike; so are all bad challenges', async () => {
      const cloud = await twoFactorCloud(engine);
      await cloud.turnOnApp();
      const answerOf = (call: Promise<unknown>) =>
        call.then(
          (answer) => answer,
          ({ code, details }: { code: string; details: unknown }) => ({ code, details }),
        );
      const tried = await Promise.all(
        [cloud.jo.email, 'nobody@studio.example'].map((email) =>
          answerOf(cloud.as().session.signIn({ email, password: 'not it' })),
        ),
      );
      expect(tried[0]).toEqual({ code: 'wrong-credentials', details: {} });
      expect(tried[1]).toEqual(tried[0]);
      const bad = await Promise.all(
        ['x', 'A'.repeat(43), "'; drop table user; --"].flatMap((challenge) => [
          answerOf(cloud.as().session.confirm({ challenge, method: 'totp', code: '123456' })),
          answerOf(cloud.as().session.sendCode({ challenge })),
        ]),
      );
      for (const answer of bad) expect(answer).toEqual({ code: 'second-step-ended', details: {} });
    });

    it('A2: a cookie that somebody planted does not become the session of who signs in', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret } = await cloud.turnOnApp();
      const max = await cloud.addPerson('Max');
      const attacker = cloud.as();
      await attacker.session.signIn({ email: max.email, password });
      const planted = cookieOf(attacker.cookies());
      const victim = cloud.as({ cookie: planted });
      const asked = await victim.session.signIn({ email: cloud.jo.email, password });
      if (asked.state !== 'second-step') throw new Error('no second step');
      await victim.session.confirm({ challenge: asked.challenge, method: 'totp', code: appCode(secret) });
      const own = cookieOf(victim.cookies());
      expect(own).not.toBe(planted);
      expect((await cloud.as({ cookie: own }).session.show({})).person.id).toBe(cloud.jo.id);
      await expect(cloud.as({ cookie: planted }).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
    });

    it('A8: a code that was approved in a browser signs a machine in without a second prompt', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret } = await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      const browser = cloud.as();
      await browser.session.confirm({ challenge, method: 'totp', code: appCode(secret) });
      const approver = cloud.as({ cookie: cookieOf(browser.cookies()) });
      const code = await cloud.as().device.start({ machineName: 'OB-1', platform: 'linux' });
      await approver.device.decide({ userCode: code.userCode, approve: true });
      const answer = await cloud.as().device.poll({ deviceCode: code.deviceCode });
      expect(answer.state).toBe('approved');
    });

    it('A5: strange input is refused', async () => {
      const cloud = await twoFactorCloud(engine);
      await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      const confirm = (code: string) => cloud.as().session.confirm({ challenge, method: 'recovery', code });
      for (const code of ['', ' ', 'x'.repeat(41)])
        await expect(confirm(code)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(confirm('=cmd|\u0000<b>')).rejects.toMatchObject(wrongCode(4));
    });
  });
});
