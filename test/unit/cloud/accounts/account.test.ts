import { describe, expect, test } from 'vitest';
import { html } from '#cloud/mail/html.ts';
import type { Letter } from '#cloud/mail/port.ts';
import { nameRests, tellOfNames } from '#cloud/operations/account-name.ts';
import { mailsAfter } from '#cloud/operations/later-mails.ts';
import { minute } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { accountCloud, type AccountCloud, cookieOf, password } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { signedIn } from '../../../support/signed-in.ts';

const next = 'an even longer green password';
const anyWords = { name: '', before: '', at: 0, from: '', timeZone: 'UTC', resetUrl: '', accountUrl: '' };
const hostile = '<img src=x onerror="alert(1)">';

/** A cloud whose mails are kept as they were written. */
async function cloudWithMail(engine: 'sqlite' | 'postgres', limits?: Parameters<typeof accountCloud>[1]) {
  const letters: Letter[] = [];
  const mail = { send: async (letter: Letter) => void letters.push(letter) };
  return { ...(await accountCloud(engine, { mail, ...limits })), letters };
}

const sessionsOf = async ({ store }: AccountCloud, personId: string) =>
  (await store.db.selectFrom('session').select('id').where('userId', '=', personId).execute()).length;

forEachEngine((engine) => {
  describe('A4 my name', () => {
    test('changes everywhere; what was done before stays under the name of then', async () => {
      const cloud = await cloudWithMail(engine);
      const jo = await cloud.addPerson('Jo');
      const me = cloud.as({ token: await cloud.tokenOf(jo.email) });

      expect(await me.account.rename({ name: '  Jo Berg ' })).toEqual({ ...jo, name: 'Jo Berg' });

      expect((await me.session.show({})).person.name).toBe('Jo Berg');
      await me.session.signOut({});
      const rows = await cloud.store.db.selectFrom('audit').selectAll().orderBy('at').orderBy('action').execute();
      const named = Object.fromEntries(rows.map(({ action, actor }) => [action, actor]));
      expect(named).toEqual({ 'session.sign-in': 'Jo', 'account.rename': 'Jo', 'session.sign-out': 'Jo Berg' });
      const rename = rows.find(({ action }) => action === 'account.rename');
      expect(rename).toMatchObject({ subject: jo.id, details: '{"from":"Jo","to":"Jo Berg"}', address: '192.0.2.1' });
    });

    test.each([
      ['none', '  '],
      ['two lines', 'Jo\nBerg'],
      ['writing turned round', 'Jo \u202Egreb'],
      ['no end', 'J'.repeat(81)],
    ])('with %s is no name', async (_, name) => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const me = cloud.as({ token: await cloud.tokenOf(email) });
      await expect(me.account.rename({ name })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });

    test('is told of by mail once it has come to rest, from the first to the last; put back, it is not', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const me = cloud.as({ token: await cloud.tokenOf(email) });
      let passed = 0;
      const goRound = async () => {
        const clock = { now: () => Date.now() + passed };
        await Promise.all([1, 2].map(() => tellOfNames({ ...cloud.parts, clock })));
        await new Promise((resolve) => setTimeout(resolve, 2 * mailsAfter));
      };
      for (const name of ['Jo B', 'Jo Be', 'Jo Berg']) await me.account.rename({ name });
      passed = nameRests - minute;
      await goRound();
      expect(cloud.letters).toEqual([]);
      passed = nameRests;
      await goRound();
      await expect.poll(() => cloud.letters.length).toBe(1);
      await goRound();
      expect(cloud.letters).toHaveLength(1);
      expect(cloud.letters[0]).toMatchObject({ to: email, subject: text.accountMails.renamed(anyWords).subject });
      expect(cloud.letters[0]?.paragraphs[1]).toMatch(/called Jo Berg now; it was Jo\. .* from RENDER-03\.$/);

      await me.account.rename({ name: 'Max' });
      await me.account.rename({ name: 'Jo Berg' });
      passed = 3 * nameRests;
      await goRound();
      expect(cloud.letters).toHaveLength(1);
    });

    test('may be written like markup: it is kept to the letter, and is text in a mail', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const me = cloud.as({ token: await cloud.tokenOf(email) });
      await me.account.rename({ name: hostile });
      expect((await me.session.show({})).person.name).toBe(hostile);
      await cloud.as().account.requestReset({ email });
      await expect.poll(() => cloud.letters.length).toBe(1);
      const [letter] = cloud.letters;
      expect(letter?.paragraphs[0]).toBe(`Hello ${hostile},`);
      expect(html(letter!)).not.toContain('<img');
      expect(html(letter!)).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    });
  });

  describe('A3 changing the password', () => {
    test('needs the old one, ends every session, and says so by mail', async () => {
      const cloud = await cloudWithMail(engine);
      const studio = await cloud.addOrganization('Studio');
      const jo = await cloud.addPerson('Jo', { [studio]: 'editor' });
      const max = await cloud.addPerson('Max');
      const others = cloud.as({ token: await cloud.tokenOf(max.email) });
      const machine = cloud.as({ token: await cloud.tokenOf(jo.email) });
      const first = cloud.as();
      await first.session.signIn({ email: jo.email, password });
      const browser = cloud.as({ cookie: cookieOf(first.cookies()) });

      await machine.account.changePassword({ oldPassword: password, newPassword: next });

      for (const session of [machine, browser])
        await expect(session.session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
      expect(await sessionsOf(cloud, jo.id)).toBe(0);
      expect((await others.session.show({})).person.id).toBe(max.id);
      await expect(cloud.as().session.signIn({ email: jo.email, password })).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
      expect(signedIn(await cloud.as().session.signIn({ email: jo.email, password: next })).person.id).toBe(jo.id);

      // The other one is of the browser, which was new.
      await expect.poll(() => cloud.letters.length).toBe(2);
      const letter = cloud.letters.find(({ subject }) => subject === text.mails.passwordChanged.subject);
      expect(letter?.to).toBe(jo.email);
      const words = letter?.paragraphs.join('\n');
      for (const part of ['Hello Jo,', 'from RENDER-03', '(Europe/Oslo)', 'http://127.0.0.1:4711/reset'])
        expect(words).toContain(part);
      expect(await cloud.deeds()).toContain('account.change-password');
      const kept = JSON.stringify(await cloud.store.db.selectFrom('audit').selectAll().execute());
      for (const secret of [password, next]) expect(kept).not.toContain(secret);
    });

    test('with a wrong old one changes nothing, is in the audit, and cannot be tried for long', async () => {
      const limits = { password: { window: 900, max: 2 } };
      const cloud = await cloudWithMail(engine, { limits });
      const jo = await cloud.addPerson('Jo');
      const token = await cloud.tokenOf(jo.email);
      const guess = (host: number, oldPassword: string) =>
        cloud.as({ token, address: `192.0.2.${host}` }).account.changePassword({ oldPassword, newPassword: next });

      await expect(guess(1, 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
      await expect(guess(2, 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
      await expect(guess(3, password)).rejects.toMatchObject({ code: 'too-many-attempts' });

      expect(await cloud.deeds()).toEqual(['session.sign-in', 'account.refused', 'account.refused']);
      expect((await cloud.as({ token }).session.show({})).person.id).toBe(jo.id);
      expect(cloud.letters).toEqual([]);
    });

    test('also ends a sign-in by code that was approved but not fetched yet', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const me = cloud.as({ token: await cloud.tokenOf(email) });
      const { deviceCode, userCode } = await cloud.as().device.start({ machineName: 'R', platform: 'linux' });
      await me.device.decide({ userCode, approve: true });
      await me.account.changePassword({ oldPassword: password, newPassword: next });
      await expect(cloud.as().device.poll({ deviceCode })).rejects.toMatchObject({ code: 'code-expired' });
    });

    test('the password of the sample person is told to nobody once it is another', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const value = JSON.stringify({ name: 'Jo', email, password });
      await cloud.store.db.insertInto('cloud_fact').values({ name: 'sample', value }).execute();
      expect((await cloud.as().about.show({})).sample).toMatchObject({ email });
      const me = cloud.as({ token: await cloud.tokenOf(email) });
      await me.account.changePassword({ oldPassword: password, newPassword: next });
      expect((await cloud.as().about.show({})).sample).toBeNull();
    });
  });

  describe('A7 my sessions', () => {
    test('all but this one end at once', async () => {
      const cloud = await cloudWithMail(engine);
      const jo = await cloud.addPerson('Jo');
      const max = await cloud.addPerson('Max');
      const [mine, other, another] = [
        await cloud.tokenOf(jo.email),
        await cloud.tokenOf(jo.email),
        await cloud.tokenOf(jo.email),
      ];
      const theirs = await cloud.tokenOf(max.email);

      expect(await cloud.as({ token: mine }).session.revokeOthers({})).toEqual({ ended: 2 });

      for (const token of [other, another])
        await expect(cloud.as({ token }).session.list({})).rejects.toMatchObject({ code: 'not-signed-in' });
      expect(await cloud.as({ token: mine }).session.list({})).toMatchObject([{ isCurrent: true, from: 'RENDER-03' }]);
      expect(await cloud.as({ token: theirs }).session.list({})).toHaveLength(1);
      expect(await cloud.as({ token: mine }).session.revokeOthers({})).toEqual({ ended: 0 });
      expect(await cloud.deeds()).toContain('session.revoke-others');
    });

    test('a browser that comes with somebody’s session gets one of its own when it signs in', async () => {
      const cloud = await cloudWithMail(engine);
      const jo = await cloud.addPerson('Jo');
      const max = await cloud.addPerson('Max');
      const planted = cloud.as();
      await planted.session.signIn({ email: max.email, password });
      const cookie = cookieOf(planted.cookies());

      const victim = cloud.as({ cookie });
      await victim.session.signIn({ email: jo.email, password });

      expect(cookieOf(victim.cookies())).not.toBe(cookie);
      expect((await cloud.as({ cookie: cookieOf(victim.cookies()) }).session.show({})).person.id).toBe(jo.id);
      // What the browser had before is over: nobody goes on in it behind the back of whoever signs in.
      await expect(cloud.as({ cookie }).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
    });
  });

  test('what is tried too often is answered with how long to wait', async () => {
    const few = { window: 900, max: 1 };
    const cloud = await cloudWithMail(engine, { limits: { reset: few, 'link-use': few } });
    const ask = () => cloud.as().account.requestReset({ email: 'jo@studio.example' });
    const use = () => cloud.as().account.showReset({ token: 'none' });
    await ask();
    await expect(ask()).rejects.toMatchObject({
      code: 'too-many-attempts',
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await expect(use()).rejects.toMatchObject({ code: 'link-ended' });
    await expect(use()).rejects.toMatchObject({ code: 'too-many-attempts' });
  });
});
