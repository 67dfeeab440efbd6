import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { SecondStep } from '#shared/models/second-step.ts';
import { minute } from '#shared/models/time.ts';
import type { Watched } from './world.ts';

const codes = Array.from({ length: 10 }, (_, at) => `K7QF${at}-2M9D${at}`);
const without = [
  { license: 'L-3', product: 'Tracking', edition: 'Live', organization: 'Northlight Studios' },
  { license: 'L-6', product: 'Tracking', edition: 'Live', organization: 'Northlight Studios' },
];

/** What comes after the password of somebody who has two-factor on. */
export const secondStepOf = ({ twoFactor: { methods }, status }: Watched): SecondStep | null =>
  methods.length === 0
    ? null
    : {
        state: 'second-step',
        challenge: 'c-1',
        methods: [...methods, 'recovery'],
        expiresAt: status.now + 10 * minute,
      };

/** Every code signs in but 000000. */
export function checkCode({ code }: { code: string }): void {
  if (code === '000000') throw new Failure('wrong-code', { left: 4 });
}

/** A second step in memory: every code is right but 000000, the password is the sample's. */
export function fakeTwoFactor(world: Watched): CloudClient['twoFactor'] {
  const check = ({ password, code }: { password?: string; code?: string | undefined }) => {
    if (world.failing) throw world.failing;
    if (password !== undefined && password !== 'sample-password') throw new Failure('wrong-credentials', {});
    if (code === '000000') throw new Failure('wrong-code', { left: 4 });
  };
  const expiresAt = world.status.now + 10 * minute;
  let begun: 'totp' | 'mail' = 'totp';
  return {
    show: async () => {
      if (world.failing) throw world.failing;
      const { methods, left } = world.twoFactor;
      return { methods, since: methods.length > 0 ? world.status.now : null, recoveryCodesLeft: left, without };
    },
    start: async ({ method, password, proof }) => {
      check({ password, code: proof?.code });
      begun = method;
      const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
      if (method === 'mail') return { method, expiresAt };
      return { method, secret, url: `otpauth://totp/Northlight:ingrid?secret=${secret}&issuer=Northlight`, expiresAt };
    },
    enable: async ({ code }) => {
      check({ code });
      const isFirst = world.twoFactor.methods.length === 0;
      world.twoFactor = {
        methods: [...new Set([...world.twoFactor.methods, begun])],
        left: isFirst ? codes.length : world.twoFactor.left,
      };
      return { recoveryCodes: isFirst ? codes : null };
    },
    sendCode: async () => ({ expiresAt }),
    renewRecoveryCodes: async (input) => {
      check(input);
      world.twoFactor = { ...world.twoFactor, left: codes.length };
      return { recoveryCodes: codes };
    },
    disable: async (input) => {
      check(input);
      world.twoFactor = { methods: [], left: 0 };
      return {};
    },
  };
}
