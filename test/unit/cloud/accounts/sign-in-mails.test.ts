import { describe, expect, test } from 'vitest';
import type { Letter } from '#cloud/mail/port.ts';
import type { Engine } from '#cloud/store/open.ts';
import { text } from '#shared/text/index.ts';
import { accountCloud, password } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { signedIn } from '../../../support/signed-in.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const edge = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0';
const { signedIn: told, sessionsEnded } = text.accountMails;
const words = { name: '', at: 0, from: '', timeZone: 'UTC', resetUrl: '', accountUrl: '' };
const newPlace = told(words).subject;

async function jo(engine: Engine) {
  const letters: Letter[] = [];
  const cloud = await accountCloud(engine, { mail: { send: async (letter) => void letters.push(letter) } });
  const { email } = await cloud.addPerson('Jo');
  return {
    cloud,
    email,
    /** All mails so far, so many at least: they go out a moment after the answer. */
    async letters(some = 0) {
      await expect.poll(() => letters.length).toBeGreaterThanOrEqual(some);
      await new Promise((resolve) => setTimeout(resolve, 250));
      return letters;
    },
    browser: (userAgent: string, address: string) =>
      cloud.as({ userAgent, address }).session.signIn({ email, password }),
    machine: async (machineName: string) =>
      cloud.as({
        token: signedIn(await cloud.as().session.issueToken({ email, password, machineName })).token,
      }),
  };
}

forEachEngine((engine) => {
  describe('A2: a sign-in from somewhere new', () => {
    test('A2: is told of by mail, once; the first one of all is not', async () => {
      const me = await jo(engine);
      await me.browser(firefox, '192.0.2.1');
      await me.browser(firefox, '198.51.100.7');
      expect(await me.letters(), 'the same browser in a hotel').toEqual([]);

      await me.browser(edge, '203.0.113.9');
      await me.browser(edge, '203.0.113.9');
      const [letter, ...others] = await me.letters(1);
      expect(others).toEqual([]);
      expect(letter).toMatchObject({ to: me.email, subject: newPlace });
      expect(letter?.paragraphs.join('\n')).toContain('from Edge, Windows, 203.0.113.9');

      await me.machine('RENDER-03');
      expect((await me.letters(2)).at(-1)?.paragraphs.join('\n')).toContain('from RENDER-03');
    });

    test('A2, A8: a machine that is let in by code is told of, too', async () => {
      const me = await jo(engine);
      const first = await me.machine('DESK-1');
      const code = await me.cloud.as().device.start({ machineName: 'RENDER-03', platform: 'linux' });
      await first.device.show({ userCode: code.userCode });
      await first.device.decide({ userCode: code.userCode, approve: true });
      expect(await me.cloud.as().device.poll({ deviceCode: code.deviceCode })).toMatchObject({ state: 'approved' });
      const [letter, ...others] = await me.letters(1);
      expect(others).toEqual([]);
      expect(letter?.subject).toBe(newPlace);
      expect(letter?.paragraphs.join('\n')).toContain('from RENDER-03');
    });

    test('A2: a wrong password tells nobody anything', async () => {
      const me = await jo(engine);
      await me.browser(firefox, '192.0.2.1');
      const wrong = me.cloud.as({ userAgent: edge }).session.signIn({ email: me.email, password: 'not it at all' });
      await expect(wrong).rejects.toMatchObject({ code: 'wrong-credentials' });
      expect(await me.letters()).toEqual([]);
      await me.browser(edge, '192.0.2.1');
      expect((await me.letters(1)).map(({ subject }) => subject)).toEqual([newPlace]);
    });
  });

  test('A7: sessions that are ended are told of by mail, from where', async () => {
    const me = await jo(engine);
    const [one] = [await me.machine('DESK-1'), await me.machine('DESK-1'), await me.machine('DESK-1')];
    const [, other] = (await one.session.list({})).filter(({ isCurrent }) => !isCurrent);
    await one.session.revoke({ session: other?.id ?? '' });
    await one.session.revokeOthers({});
    await one.session.revokeOthers({});
    expect((await me.letters(2)).map(({ subject }) => subject)).toEqual([
      sessionsEnded({ ...words, ended: 1 }).subject,
      sessionsEnded({ ...words, ended: 1 }).subject,
    ]);
    expect((await me.letters())[0]?.paragraphs.join('\n')).toContain('1 session of your account was ended');
    expect((await me.letters())[0]?.paragraphs.join('\n')).toContain('from DESK-1');
  });
});
