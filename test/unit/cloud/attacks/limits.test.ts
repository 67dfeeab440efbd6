import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Attempt, defaultLimits } from '#cloud/auth/attempts.ts';
import { accountCloud, type Options, password } from '../../../support/account-cloud.ts';
import { callingMachine } from '../../../support/calling-machine.ts';
import { testCloud } from '../../../support/signed-files.ts';

type Cloud = Awaited<ReturnType<typeof cloudWith>>;
type Try = (cloud: Cloud, at: number) => Promise<unknown>;

/** A cloud with an Owner, where one kind of attempt is counted and only a few are let through. */
async function cloudWith(limits: Options['limits']) {
  const cloud = await accountCloud('sqlite', { limits });
  const organization = await cloud.addOrganization('Studio');
  const { email } = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
  const me = cloud.as({ token: await cloud.tokenOf(email) });
  const key = await me.apiKey.create({ organization, name: 'Key', scopes: ['read'], days: null });
  return { ...cloud, organization, email, me, key: cloud.as({ token: key.text }) };
}

const nobody = (at: number) => `nobody-${at}@studio.example`;
const consents = { terms: '1', privacy: '1' };

/** One operation for each kind; a kind without one does not type-check. */
const tries: Record<Exclude<Attempt, 'account' | 'reset-mail'>, Try> = {
  'sign-in': ({ as }, at) => as().session.signIn({ email: nobody(at), password: 'wrong' }),
  'sign-up': ({ as }) =>
    as().invitation.signUp({ invitation: 'I-no', token: 'no', firstName: 'K', lastName: 'B', password, consents }),
  'set-up': ({ as }) =>
    as().setup.createOwner({ organization: 'O', timeZone: 'UTC', name: 'N', email: 'n@n.example', password }),
  password: ({ me }) => me.account.changePassword({ oldPassword: 'wrong', newPassword: password }),
  reset: ({ as }, at) => as().account.requestReset({ email: nobody(at) }),
  'link-use': ({ as }) => as().account.showReset({ token: 'guessed' }),
  'email-change': ({ me }, at) => me.account.requestEmail({ email: nobody(at), password }),
  'verify-mail': async ({ me, store }) => {
    await store.db.updateTable('user').set({ emailVerified: 0 }).execute();
    return me.account.requestVerification({});
  },
  export: ({ me }) => me.account.export({}),
  'second-step': ({ as }) => as().session.confirm({ challenge: 'guessed', method: 'totp', code: '000000' }),
  'second-step-code': async ({ me }) => {
    await me.twoFactor.start({ method: 'totp', password });
    return me.twoFactor.enable({ code: '000000' });
  },
  'second-step-mail': ({ me }) => me.twoFactor.start({ method: 'mail', password }),
  organization: ({ me }, at) =>
    me.organization.create({ name: `Studio ${at}`, timeZone: 'UTC', idempotencyKey: `key-000${at}` }),
  'test-mail': async ({ me, organization }) => {
    const email = 'desk@studio.example';
    await me.notification.add({ organization, addresses: [email], kinds: ['licenses'] });
    return me.notification.test({ organization, email });
  },
  invitation: async ({ me, organization, store }) => {
    const open = store.db.selectFrom('invitation').select('id').where('status', '=', 'pending');
    const [sent] = await open.execute();
    return sent
      ? me.team.resendInvitation({ organization, invitation: sent.id })
      : me.team.invite({ organization, addresses: ['kari@studio.example'], role: 'member' });
  },
  unsubscribe: ({ as }) => as().notification.unsubscribe({ token: 'guessed' }),
  'code-start': ({ as }) => as().device.start({ machineName: 'R', platform: 'linux' }),
  'code-poll': ({ as }) => as().device.poll({ deviceCode: 'guessed' }),
  'code-show': ({ me }) => me.device.show({ userCode: 'ABCDEFGH' }),
  enter: ({ as, parts }) => {
    const node = callingMachine('NODE', { ...testCloud().trustRoot, cloud: parts.keys.cloudId }, undefined, Date.now);
    return as().license.enter({ call: node.call({ purpose: 'enter', room: '0000-0000-0000' }) });
  },
  key: ({ key, organization }) => key.organization.show({ organization }),
  webhook: async ({ me, organization }) => {
    const [hook] = await me.webhook.list({ organization });
    const wish = { organization, name: 'Hook', url: 'http://127.0.0.1:9/', events: ['licenses' as const] };
    const id = hook?.id ?? (await me.webhook.create(wish)).id;
    return me.webhook.test({ organization, webhook: id });
  },
  'sign-on': ({ as }, at) => as().singleSignOn.find({ email: nobody(at) }),
  ticket: ({ me, organization }) =>
    me.support.create({ organization, subject: 'Black output', description: 'Since the update.' }),
};

/** The failure of a try; null when there was none. */
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => ({ code: null, details: {} }),
    (error: { code: string; details: object }) => error,
  );

const few = 2;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

it.each(Object.entries(tries))(
  '%s: a few are let through, then one is told how long to wait, and after that is let in again',
  async (what, attempt) => {
    const { window } = defaultLimits[what as Attempt];
    const cloud = await cloudWith({ 'sign-in': { window: 60, max: 100 }, [what]: { window, max: few } });
    // What making the cloud took counts for nothing.
    await cloud.store.db.deleteFrom('rateLimit').execute();
    for (let at = 0; at < few; at++) expect((await codeOf(attempt(cloud, at))).code).not.toBe('too-many-attempts');
    const refused = await codeOf(attempt(cloud, few));
    expect(refused).toMatchObject({ code: 'too-many-attempts', details: { retryAfterSeconds: expect.any(Number) } });
    const { retryAfterSeconds } = refused.details as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(window);
    vi.setSystemTime(Date.now() + retryAfterSeconds * 1_000 + 1_000);
    expect((await codeOf(attempt(cloud, few + 1))).code).not.toBe('too-many-attempts');
  },
  30_000,
);

it('A3: links to one address are few, and asking for more is answered alike: nobody learns that the address is known', async () => {
  const cloud = await cloudWith({ 'reset-mail': { window: 3_600, max: few } });
  const ask = () => cloud.as().account.requestReset({ email: cloud.email });
  for (let at = 0; at < few + 2; at++) expect(await ask()).toEqual({});
  const links = async () =>
    (await cloud.store.db.selectFrom('outbox').selectAll().execute()).filter(({ text }) => text.includes('/reset#'));
  await vi.waitFor(async () => expect(await links()).toHaveLength(few), 5_000);
  vi.setSystemTime(Date.now() + 3_601_000);
  await ask();
  await vi.waitFor(async () => expect(await links()).toHaveLength(few + 1), 5_000);
});

it('every limit is a figure somebody can live with: at least 5, and none for longer than an hour', () => {
  for (const [what, { window, max }] of Object.entries(defaultLimits)) {
    expect([what, max >= 5]).toEqual([what, true]);
    expect([what, window > 0 && window <= 3_600]).toEqual([what, true]);
  }
});
