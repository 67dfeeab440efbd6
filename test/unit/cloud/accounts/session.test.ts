import { toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { describe, expect, test, vi } from 'vitest';
import { accountCloud, cookieOf, password, secret } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { signedIn } from '../../../support/signed-in.ts';

const day = 86_400_000;

forEachEngine((engine) => {
  describe('A2: signing in', () => {
    test('a companion gets a token, and is then who it says', async () => {
      const cloud = await accountCloud(engine);
      const studio = await cloud.addOrganization('Studio');
      const jo = await cloud.addPerson('Jo', { [studio]: 'editor' });

      const { token, expiresAt } = signedIn(
        await cloud.as().session.issueToken({ email: 'JO@studio.example', password, machineName: 'R-3' }),
      );

      expect(expiresAt).toBeGreaterThan(Date.now() + 29.9 * day);
      expect(await cloud.as({ token }).session.show({})).toEqual({
        person: jo,
        isVendor: false,
        memberships: [
          {
            organization: { id: studio, name: 'Studio' },
            role: 'editor',
            isDefault: true,
            timeZone: 'Europe/Oslo',
            roleSet: 'full',
          },
        ],
        sessionExpiresAt: expiresAt,
      });
      expect(await cloud.deeds()).toEqual(['session.sign-in']);
      expect(cloud.complaints).toEqual([]);
    });

    test('a browser gets a cookie that scripts and other sites cannot use, and no token', async () => {
      const cloud = await accountCloud(engine, { publicUrl: 'https://greenroom.example' });
      const { email } = await cloud.addPerson('Jo');
      const browser = cloud.as();

      const answer = await browser.session.signIn({ email, password });

      const [cookie = '', ...others] = browser.cookies();
      expect(others).toEqual([]);
      expect(cookie).toMatch(/^__Secure-greenroom\.session_token=/);
      for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=2592000'])
        expect(cookie).toContain(attribute);
      expect(JSON.stringify(answer)).not.toContain(cookie.slice(30, 60));
      expect((await cloud.as({ cookie: cookieOf([cookie]) }).session.show({})).person.email).toBe(email);
    });

    test('a wrong password and an unknown address are answered alike', async () => {
      const cloud = await accountCloud(engine);
      const { email } = await cloud.addPerson('Jo');
      const attempt = async (as: string, word: string) => {
        const error = await cloud
          .as()
          .session.issueToken({ email: as, password: word, machineName: 'R' })
          .catch((e: unknown) => e);
        return error instanceof Failure ? toORPCError(error).toJSON() : error;
      };

      const wrong = await attempt(email, 'not the password');
      const unknown = await attempt('nobody@studio.example', password);

      expect(wrong).toMatchObject({ code: 'wrong-credentials' });
      expect(unknown).toEqual(wrong);
      const rows = await cloud.store.db.selectFrom('audit').selectAll().orderBy('at').execute();
      expect(rows.map((row) => row.action)).toEqual(['session.refused', 'session.refused']);
      expect(JSON.stringify(rows)).not.toMatch(/nobody@|not the password/);
    });

    test('bad input is refused before anything is asked', async () => {
      const cloud = await accountCloud(engine);
      await expect(cloud.as().session.signIn({ email: 'no address', password })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
      await expect(cloud.as().session.signIn({ email: 'a@b.example', password: '' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    });
  });

  describe('A7: a session', () => {
    test.each([
      ['none', undefined],
      ['an empty token', ''],
      ['a made-up token', 'abc.def'],
      ['three parts', 'a.b.c'],
    ])('%s is nobody', async (_, token) => {
      const cloud = await accountCloud(engine);
      await expect(cloud.as({ token }).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
    });

    test('what the database holds is not enough to be somebody', async () => {
      const cloud = await accountCloud(engine);
      const { email } = await cloud.addPerson('Jo');
      await cloud.tokenOf(email);
      const { token } = await cloud.store.db.selectFrom('session').select('token').executeTakeFirstOrThrow();
      expect(secret).not.toContain(token);
      await expect(cloud.as({ token }).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
      await expect(cloud.as({ cookie: `greenroom.session_token=${token}` }).session.list({})).rejects.toMatchObject({
        code: 'not-signed-in',
      });
    });

    test('ends after 30 days, unless it is shown meanwhile', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      try {
        const cloud = await accountCloud(engine);
        const { email } = await cloud.addPerson('Jo');
        const [used, unused] = [await cloud.tokenOf(email), await cloud.tokenOf(email)];

        vi.setSystemTime(Date.now() + 29 * day);
        const { sessionExpiresAt } = await cloud.as({ token: used }).session.show({});
        expect(sessionExpiresAt).toBe(Date.now() + 30 * day);
        vi.setSystemTime(Date.now() + 2 * day);
        await expect(cloud.as({ token: unused }).session.list({})).rejects.toMatchObject({ code: 'not-signed-in' });
        expect(await cloud.as({ token: used }).session.list({})).toHaveLength(1);
        vi.setSystemTime(sessionExpiresAt);
        await expect(cloud.as({ token: used }).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
      } finally {
        vi.useRealTimers();
      }
    });

    test('a browser gets its cookie again when the end moves, a companion never gets one', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      try {
        const cloud = await accountCloud(engine);
        const { email } = await cloud.addPerson('Jo');
        const browser = cloud.as();
        await browser.session.signIn({ email, password });
        vi.setSystemTime(Date.now() + day);

        const again = cloud.as({ cookie: cookieOf(browser.cookies()) });
        await again.session.show({});
        expect(cookieOf(again.cookies())).toBe(cookieOf(browser.cookies()));

        const companion = cloud.as({ token: await cloud.tokenOf(email) });
        await companion.session.show({});
        await companion.session.signOut({});
        vi.setSystemTime(Date.now() + day);
        expect(companion.cookies().filter((cookie) => !cookie.includes('Max-Age=0'))).toEqual([]);
      } finally {
        vi.useRealTimers();
      }
    });

    test('is listed with where it is from, and ended by its holder alone, at once', async () => {
      const cloud = await accountCloud(engine);
      const jo = await cloud.addPerson('Jo');
      const max = await cloud.addPerson('Max');
      const token = await cloud.tokenOf(jo.email);
      const browser = cloud.as({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' });
      await browser.session.signIn({ email: jo.email, password });
      const cookie = cookieOf(browser.cookies());

      const sessions = await cloud.as({ token }).session.list({});
      expect(
        sessions.map(({ from, isCurrent }) => ({ from, isCurrent })).toSorted((a, b) => a.from.localeCompare(b.from)),
      ).toEqual([
        { from: 'Firefox, Linux, 192.0.2.1', isCurrent: false },
        { from: 'RENDER-03', isCurrent: true },
      ]);

      const session = sessions.find((one) => !one.isCurrent)?.id ?? '';
      const stranger = cloud.as({ token: await cloud.tokenOf(max.email) });
      await expect(stranger.session.revoke({ session })).rejects.toMatchObject({ code: 'not-found' });
      await expect(stranger.session.revoke({ session: 'S-unknown' })).rejects.toMatchObject({ code: 'not-found' });
      expect(await cloud.as({ cookie }).session.list({})).toHaveLength(2);

      await cloud.as({ token }).session.revoke({ session });
      await expect(cloud.as({ cookie }).session.list({})).rejects.toMatchObject({ code: 'not-signed-in' });
      expect(await cloud.as({ token }).session.list({})).toHaveLength(1);
    });

    test('ends when signed out, and the browser forgets it', async () => {
      const cloud = await accountCloud(engine);
      const { email } = await cloud.addPerson('Jo');
      const first = cloud.as();
      await first.session.signIn({ email, password });
      const browser = cloud.as({ cookie: cookieOf(first.cookies()) });

      await browser.session.signOut({});

      expect(browser.cookies()[0]).toMatch(/^greenroom\.session_token=;.*Max-Age=0/);
      await expect(browser.session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
      expect(await cloud.deeds()).toEqual(['session.sign-in', 'session.sign-out']);
    });
  });
});
