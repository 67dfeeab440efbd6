import { type CloudParts } from '../context.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { recordSignIn } from './sign-in-record.ts';

/** Sign-in by code: a companion shows it, a person approves it in the portal. */
export function deviceOperations(parts: CloudParts) {
  const { auth, config, store } = parts;

  return {
    start: os.device.start.handler(async ({ input, context }) => {
      const { userCode, ...code } = await auth.devices.start(input, context);
      const url = new URL('/device', config.publicUrl);
      const urlWithCode = new URL(url);
      urlWithCode.searchParams.set('code', shown(userCode));
      return { ...code, userCode: shown(userCode), url: url.href, urlWithCode: urlWithCode.href };
    }),

    poll: os.device.poll.handler(async ({ input, context }) => {
      const session = await auth.devices.poll(input.deviceCode, context);
      if (session === null) return { state: 'pending' as const };
      await recordSignIn(parts, session, context, { by: 'code' });
      return { state: 'approved' as const, token: session.token, expiresAt: session.caller.sessionExpiresAt };
    }),

    show: os.device.show.handler(async ({ input, context }) => {
      const machine = await auth.devices.show(input.userCode, context);
      return { ...machine, userCode: shown(input.userCode) };
    }),

    decide: os.device.decide.handler(async ({ input, context }) => {
      const { machineName } = await auth.devices.decide(input.userCode, input.approve, context);
      const action = input.approve ? 'device.approve' : 'device.refuse';
      const deed = { action, organization: null, subject: machineName };
      await store.write((tx) => recordDeed(parts, context, tx, deed));
      return { approved: input.approve };
    }),
  };
}

/** The way people read a code: K7QF-2M9D. */
const shown = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`;
