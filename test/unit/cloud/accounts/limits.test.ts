import { describe, expect, test, vi } from 'vitest';
import { accountCloud, password } from '../../../support/account-cloud.ts';
import { callingMachine } from '../../../support/calling-machine.ts';
import { testCloud } from '../../../support/signed-files.ts';
import { forEachEngine, freshDatabase } from '../../../support/store.ts';
import { signedIn } from '../../../support/signed-in.ts';

const few = { 'sign-in': { window: 60, max: 3 }, account: { window: 900, max: 2 } };
const address = (host: number) => `192.0.2.${host}`;

forEachEngine((engine) => {
  describe('too many attempts', () => {
    test('from one address are counted together by everything that uses the database', async () => {
      const where = await freshDatabase(engine);
      const [one, two] = [
        await accountCloud(engine, { where, limits: { 'sign-in': few['sign-in'] } }),
        await accountCloud(engine, { where, limits: { 'sign-in': few['sign-in'] } }),
      ];
      const attempt = (cloud: typeof one, host: number) =>
        cloud
          .as({ address: address(host) })
          .session.signIn({ email: `nobody-${Math.random()}@studio.example`, password: 'wrong' })
          .catch((error: { code: string; details: { retryAfterSeconds?: number } }) => error);

      const answers = await Promise.all([one, two, one, two, one, two].map((cloud) => attempt(cloud, 1)));

      const codes = answers.map((answer) => ('code' in answer ? answer.code : 'signed in'));
      expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(3);
      expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(3);
      const refused = answers.find((answer) => 'code' in answer && answer.code === 'too-many-attempts');
      expect(refused).toMatchObject({ details: { retryAfterSeconds: expect.any(Number) } });
      expect(await attempt(two, 2), 'another address').toMatchObject({ code: 'wrong-credentials' });
    });

    test('what a caller writes into its headers changes nothing', async () => {
      const cloud = await accountCloud(engine, { limits: few });
      const attempt = (i: number) =>
        cloud.parts.auth.checkCredentials(
          { email: `nobody-${i}@studio.example`, password: 'wrong' },
          {
            headers: new Headers({ 'x-forwarded-for': address(i), 'x-greenroom-address': address(i) }),
            address: address(200),
          },
        );
      for (let i = 0; i < 3; i++) await expect(attempt(i)).rejects.toMatchObject({ code: 'wrong-credentials' });
      await expect(attempt(3)).rejects.toMatchObject({ code: 'too-many-attempts' });
    });

    test('A2: on one account, from anywhere, lock it for a while; that is answered like a wrong password', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      try {
        const cloud = await accountCloud(engine, { limits: few });
        const { email } = await cloud.addPerson('Jo');
        const signIn = (host: number, word: string) =>
          cloud.as({ address: address(host) }).session.signIn({ email, password: word });

        for (let host = 1; host <= 2; host++)
          await expect(signIn(host, 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
        await expect(signIn(5, password), 'locked').rejects.toMatchObject({ code: 'wrong-credentials', details: {} });

        vi.setSystemTime(Date.now() + 900_000);
        expect(signedIn(await signIn(6, password)).person.email).toBe(email);
      } finally {
        vi.useRealTimers();
      }
    });

    test('a right password forgets the wrong ones', async () => {
      const cloud = await accountCloud(engine, { limits: { ...few, 'sign-in': { window: 60, max: 100 } } });
      const { email } = await cloud.addPerson('Jo');
      for (let round = 0; round < 2; round++) {
        await expect(cloud.as().session.signIn({ email, password: 'wrong' })).rejects.toThrow('wrong-credentials');
        await cloud.as().session.signIn({ email, password });
      }
    });

    test.each([
      [
        'sign-up',
        (cloud: Cloud) =>
          cloud.as().invitation.signUp({
            invitation: 'I-no',
            token: 'no',
            firstName: 'K',
            lastName: 'B',
            password,
            consents: { terms: '1', privacy: '1' },
          }),
      ],
      ['code-start', (cloud: Cloud) => cloud.as().device.start({ machineName: 'R', platform: 'linux' })],
      ['code-poll', (cloud: Cloud) => cloud.as().device.poll({ deviceCode: 'unknown' })],
      [
        'set-up',
        (cloud: Cloud) =>
          cloud
            .as()
            .setup.createOwner({ organization: 'O', timeZone: 'UTC', name: 'N', email: 'n@n.example', password }),
      ],
      [
        'enter',
        (cloud: Cloud) => {
          const { trustRoot } = testCloud();
          const node = callingMachine('NODE', { ...trustRoot, cloud: cloud.parts.keys.cloudId });
          return cloud.as().license.enter({ call: node.call({ purpose: 'enter', room: '0000-0000-0000' }) });
        },
      ],
    ] as const)('%s is counted as well', async (what, call) => {
      const cloud = await accountCloud(engine, { limits: { [what]: { window: 60, max: 1 } } });
      await call(cloud).catch(() => {});
      await expect(call(cloud)).rejects.toMatchObject({ code: 'too-many-attempts' });
    });

    test('guessing codes is counted', async () => {
      const cloud = await accountCloud(engine, { limits: { 'code-show': { window: 600, max: 2 } } });
      const { email } = await cloud.addPerson('Jo');
      const token = await cloud.tokenOf(email);
      const guess = () => cloud.as({ token }).device.decide({ userCode: 'ABCDEFGH', approve: true });
      await expect(guess()).rejects.toMatchObject({ code: 'not-found' });
      await expect(guess()).rejects.toMatchObject({ code: 'not-found' });
      await expect(guess()).rejects.toMatchObject({ code: 'too-many-attempts' });
    });
  });
});

type Cloud = Awaited<ReturnType<typeof accountCloud>>;
