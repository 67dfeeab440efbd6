import { describe, expect, test, vi } from 'vitest';
import { mailsAfter } from '#cloud/operations/later-mails.ts';
import type { Letter } from '#cloud/mail/port.ts';
import { toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { accountCloud, cookieOf, password, type Options } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { signedIn } from '../../../support/signed-in.ts';
import { waitFor } from '../../../support/wait-for.ts';

const next = 'an even longer green password';
const hour = 3_600_000;

/** A cloud whose mails are kept as they were written; `link` is the one in the last mail. */
async function cloudWithMail(engine: 'sqlite' | 'postgres', options: Options = {}) {
  const letters: Letter[] = [];
  const mail = { send: async (letter: Letter) => void letters.push(letter) };
  const cloud = await accountCloud(engine, { mail, ...options });
  return {
    ...cloud,
    letters,
    async askFor(email: string, visit: Parameters<typeof cloud.as>[0] = {}) {
      const before = letters.length;
      await cloud.as(visit).account.requestReset({ email });
      await waitFor(() => expect(letters).toHaveLength(before + 1));
      const address = letters.at(-1)?.paragraphs.find((paragraph) => paragraph.startsWith('http'));
      const link = new URL(address ?? '');
      return { link, token: link.hash.slice(1) };
    },
  };
}

const answerOf = async (call: Promise<unknown>) =>
  call.catch((error: unknown) => (error instanceof Failure ? toORPCError(error).toJSON() : error));

forEachEngine((engine) => {
  describe('A3 a link to set a new password', () => {
    test('comes by mail, sets it once, and ends every session', async () => {
      const cloud = await cloudWithMail(engine);
      const jo = await cloud.addPerson('Jo');
      const first = cloud.as();
      await first.session.signIn({ email: jo.email, password });
      const browser = cloud.as({ cookie: cookieOf(first.cookies()) });

      const { link, token } = await cloud.askFor('JO@studio.example');
      expect(cloud.letters[0]).toMatchObject({ to: jo.email, subject: text.mails.resetLink.subject });
      expect(`${link.origin}${link.pathname}${link.search}`).toBe('http://127.0.0.1:4711/reset');
      const { expiresAt } = await cloud.as().account.showReset({ token });
      expect(Math.abs(expiresAt - Date.now() - hour)).toBeLessThan(20_000);
      const setter = cloud.as({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko Firefox/130.0' });
      await setter.account.resetPassword({ token, password: next });

      expect(setter.cookies(), 'whoever has the link still has to sign in').toEqual([]);
      await expect(browser.session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
      expect(signedIn(await cloud.as().session.signIn({ email: jo.email, password: next })).person.id).toBe(jo.id);
      await waitFor(() => expect(cloud.letters).toHaveLength(2));
      expect(cloud.letters[1]).toMatchObject({ to: jo.email, subject: text.mails.passwordChanged.subject });
      expect(cloud.letters[1]?.paragraphs.join('\n')).toContain('from Firefox, Linux, 192.0.2.1');
      expect(await cloud.deeds()).toEqual([
        'session.sign-in',
        'account.request-reset',
        'account.reset-password',
        'session.sign-in',
      ]);
    });

    test('is good once, also when it is used many times at once, and no other of that person after it', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const other = await cloud.askFor(email);
      const { token } = await cloud.askFor(email);
      const words = ['one green password', 'two green passwords', 'three green passwords', 'four green passwords'];

      const answers = await Promise.all(
        words.map((word) => answerOf(cloud.as().account.resetPassword({ token, password: word }))),
      );

      const winners = words.filter((_, index) => JSON.stringify(answers[index]) === '{}');
      expect(winners).toHaveLength(1);
      expect(answers.filter((answer) => JSON.stringify(answer).includes('link-ended'))).toHaveLength(3);
      await cloud.as().session.signIn({ email, password: winners[0] ?? '' });
      for (const used of [token, other.token]) {
        await expect(cloud.as().account.showReset({ token: used })).rejects.toMatchObject({ code: 'link-ended' });
        await expect(cloud.as().account.resetPassword({ token: used, password: next })).rejects.toMatchObject({
          code: 'link-ended',
        });
      }
    });

    test('is good for one hour, and not after the password was changed', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      try {
        const cloud = await cloudWithMail(engine);
        const { email } = await cloud.addPerson('Jo');
        const { token } = await cloud.askFor(email);
        const { expiresAt } = await cloud.as().account.showReset({ token });
        vi.setSystemTime(expiresAt - 1);
        await cloud.as().account.showReset({ token });
        vi.setSystemTime(expiresAt);
        await expect(cloud.as().account.resetPassword({ token, password: next })).rejects.toMatchObject({
          code: 'link-ended',
        });

        const fresh = await cloud.askFor(email);
        const me = cloud.as({ token: await cloud.tokenOf(email) });
        await me.account.changePassword({ oldPassword: password, newPassword: next });
        await expect(cloud.as().account.showReset({ token: fresh.token })).rejects.toMatchObject({
          code: 'link-ended',
        });
      } finally {
        vi.useRealTimers();
      }
    });

    test('cannot be made from what the database holds, and no log or audit has it', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const { token } = await cloud.askFor(email);
      const rows = await cloud.store.db.selectFrom('verification').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(token);
      const audit = await cloud.store.db.selectFrom('audit').selectAll().execute();
      expect(JSON.stringify(audit)).not.toContain(token);
      for (const kept of rows.flatMap(({ identifier, id }) => [identifier, identifier.split(':')[1] ?? '', id]))
        await expect(cloud.as().account.showReset({ token: kept })).rejects.toMatchObject({ code: 'link-ended' });
    });

    test('leads to this cloud, whatever the request says', async () => {
      const cloud = await cloudWithMail(engine, { publicUrl: 'https://greenroom.example' });
      const { email } = await cloud.addPerson('Jo');
      const headers = new Headers({ host: 'evil.example', 'x-forwarded-host': 'evil.example' });
      const ask = { email, redirectTo: 'https://evil.example/', callbackURL: '//evil.example' };
      await cloud.callWith(headers).account.requestReset(ask);
      await waitFor(() => expect(cloud.letters).toHaveLength(1));
      const words = cloud.letters[0]?.paragraphs.join('\n') ?? '';
      expect(words).toMatch(/^https:\/\/greenroom\.example\/reset#[\w-]{43}$/m);
      expect(words).not.toContain('evil.example');
    });

    test('unlocks an account whose password was tried too often', async () => {
      const cloud = await cloudWithMail(engine, { limits: { account: { window: 900, max: 1 } } });
      const { email } = await cloud.addPerson('Jo');
      const signIn = (word: string) => cloud.as().session.signIn({ email, password: word });
      await expect(signIn('wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
      await expect(signIn(password), 'locked').rejects.toMatchObject({ code: 'wrong-credentials' });
      const { token } = await cloud.askFor(email);
      await cloud.as().account.resetPassword({ token, password: next });
      expect(signedIn(await signIn(next)).person.email).toBe(email);
    });
  });

  describe('asking for a link', () => {
    test('is answered alike for an address that nobody has, which gets no mail and is written down nowhere', async () => {
      const cloud = await cloudWithMail(engine);
      const { email } = await cloud.addPerson('Jo');
      const [known, unknown] = [cloud.as(), cloud.as()];
      const answers = [
        await known.account.requestReset({ email }),
        await unknown.account.requestReset({ email: 'nobody@studio.example' }),
      ];
      expect(answers).toEqual([{}, {}]);
      expect(unknown.cookies()).toEqual(known.cookies());
      await waitFor(() => expect(cloud.letters).toHaveLength(1));
      expect(await cloud.store.db.selectFrom('verification').select('value').execute()).toHaveLength(2);
      const audit = JSON.stringify(await cloud.store.db.selectFrom('audit').selectAll().execute());
      expect(audit).not.toContain('nobody@');
    });

    test('too often for one address sends no more mail, and is answered as before', async () => {
      const cloud = await cloudWithMail(engine, { limits: { 'reset-mail': { window: 3_600, max: 2 } } });
      const { email } = await cloud.addPerson('Jo');
      const ask = (host: number) => cloud.as({ address: `192.0.2.${host}` }).account.requestReset({ email });
      expect(await Promise.all([ask(1), ask(2)])).toEqual([{}, {}]);
      await waitFor(() => expect(cloud.letters).toHaveLength(2));
      expect(await ask(3)).toEqual({});
      await new Promise((resolve) => setTimeout(resolve, 3 * mailsAfter));
      expect(cloud.letters).toHaveLength(2);
    });
  });
});
