import { describe, expect, it, vi } from 'vitest';
import { appCode } from '../../../support/app-code.ts';
import { forEachEngine } from '../../../support/store.ts';
import { twoFactorCloud } from '../../../support/two-factor.ts';

const ended = { code: 'second-step-ended' };

async function atAnotherTime(work: (move: (milliseconds: number) => void) => Promise<void>) {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    await work((milliseconds) => void vi.setSystemTime(Date.now() + milliseconds));
  } finally {
    vi.useRealTimers();
  }
}

forEachEngine((engine) => {
  describe('A5: how often, how long', () => {
    it('A5: of several at once with one code, one signs in; of several with one challenge, too', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret, recoveryCodes } = await cloud.turnOnApp();
      const challenges = await Promise.all(Array.from({ length: 4 }, () => cloud.challenge()));
      const confirm = async (challenge: string, method: 'totp' | 'recovery', code: string) =>
        cloud
          .as()
          .session.confirm({ challenge, method, code })
          .then(
            () => 'in',
            (error: { code: string }) => error.code,
          );
      const code = appCode(secret);
      const answers = await Promise.all(challenges.map(({ challenge }) => confirm(challenge, 'totp', code)));
      expect(answers.toSorted()).toEqual(['in', 'wrong-code', 'wrong-code', 'wrong-code']);

      const again = await Promise.all(Array.from({ length: 4 }, () => cloud.challenge()));
      const [recovery = ''] = recoveryCodes;
      const others = await Promise.all(again.map(({ challenge }) => confirm(challenge, 'recovery', recovery)));
      expect(others.toSorted()).toEqual(['in', 'wrong-code', 'wrong-code', 'wrong-code']);

      const { challenge } = await cloud.challenge();
      const mine = recoveryCodes.slice(1, 5);
      const same = await Promise.all(mine.map((each) => confirm(challenge, 'recovery', each)));
      expect(same.filter((answer) => answer === 'in')).toEqual(['in']);
    });

    it('A5: five wrong codes end a sign-in; many at once are no more than five', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret } = await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      const tries = await Promise.all(
        Array.from({ length: 9 }, (_, i) =>
          cloud
            .as()
            .session.confirm({ challenge, method: 'totp', code: `00000${i}` })
            .then(
              () => 'in',
              (error: { code: string }) => error.code,
            ),
        ),
      );
      expect(tries.filter((answer) => answer === 'wrong-code')).toHaveLength(5);
      expect(tries.filter((answer) => answer === 'second-step-ended')).toHaveLength(4);
      await expect(
        cloud.as().session.confirm({ challenge, method: 'totp', code: appCode(secret) }),
        'right, but too late',
      ).rejects.toMatchObject(ended);
    });

    it('A5: wrong codes are counted over all sign-ins of an account, from wherever; a right one begins anew', async () => {
      const few = { 'second-step-code': { window: 900, max: 3 } };
      const cloud = await twoFactorCloud(engine, { limits: few });
      const { recoveryCodes } = await cloud.turnOnApp();
      let host = 10;
      const confirm = async (code: string) => {
        const { challenge } = await cloud.challenge();
        return cloud.as({ address: `192.0.2.${host++}` }).session.confirm({ challenge, method: 'recovery', code });
      };
      for (let i = 0; i < 2; i++) await expect(confirm('AAAAA-AAAAA')).rejects.toMatchObject({ code: 'wrong-code' });
      await confirm(recoveryCodes[0] ?? '');
      for (let i = 0; i < 3; i++) await expect(confirm('AAAAA-AAAAA')).rejects.toMatchObject({ code: 'wrong-code' });
      await expect(confirm(recoveryCodes[1] ?? '')).rejects.toMatchObject({
        code: 'too-many-attempts',
        details: { retryAfterSeconds: expect.any(Number) },
      });
    });

    it('A5: a sign-in waits ten minutes for its code, by the clock', () =>
      atAnotherTime(async (move) => {
        const cloud = await twoFactorCloud(engine);
        const { recoveryCodes } = await cloud.turnOnApp();
        const { challenge: first, expiresAt } = await cloud.challenge();
        expect(expiresAt - Date.now()).toBe(600_000);
        const { challenge: second } = await cloud.challenge();
        move(599_000);
        await cloud.as().session.confirm({ challenge: first, method: 'recovery', code: recoveryCodes[0] ?? '' });
        move(1_000);
        await expect(
          cloud.as().session.confirm({ challenge: second, method: 'recovery', code: recoveryCodes[1] ?? '' }),
        ).rejects.toMatchObject(ended);
      }));
  });
});
