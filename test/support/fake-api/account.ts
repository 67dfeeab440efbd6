import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { day, hour } from '#shared/models/time.ts';
import type { Watched } from './world.ts';

/** My own account, as a cloud keeps it, in memory. The old password is `sample-password`, the good link `#good`. */
export function fakeAccount(world: Watched): {
  account: CloudClient['account'];
  session: Pick<CloudClient['session'], 'list' | 'revoke' | 'revokeOthers'>;
} {
  const { now } = world.status;
  const own = world.account;
  const sessionOf = (id: string, from: string, age: number, isCurrent = false) => ({
    id,
    from,
    isCurrent,
    startedAt: now - age,
    expiresAt: now - age + 30 * day,
  });
  let sessions = [
    sessionOf('T-1', 'OB-1-RENDER-03', 2 * hour, true),
    sessionOf('T-2', 'Firefox, Linux, 10.20.4.17', 3 * day),
    sessionOf('T-3', 'INGRID-LAPTOP', 11 * day),
  ];
  const through = () => {
    if (world.failing) throw world.failing;
  };
  const signOut = () => {
    world.status.session = { state: 'signed-out', why: 'ended-elsewhere' };
    world.changed(['session']);
  };
  const prove = (password: string) => {
    if (password !== 'sample-password') throw new Failure('wrong-credentials', {});
  };
  const open = (token: string) => {
    if (token !== 'good') throw new Failure('link-ended', {});
    return { expiresAt: now + hour };
  };
  return {
    session: {
      list: async () => (through(), sessions),
      revoke: async ({ session }) => {
        sessions = sessions.filter(({ id }) => id !== session);
        return {};
      },
      revokeOthers: async () => {
        const ended = sessions.length - 1;
        sessions = sessions.filter(({ isCurrent }) => isCurrent);
        return { ended };
      },
    },
    account: {
      rename: async ({ name }) => {
        through();
        world.people = { ...world.people, person: { ...world.people.person, name } };
        return world.people.person;
      },
      changePassword: async ({ oldPassword }) => {
        prove(oldPassword);
        signOut();
        return {};
      },
      requestReset: async () => (through(), {}),
      showReset: async ({ token }) => open(token),
      resetPassword: async ({ token }) => (open(token), signOut(), {}),
      show: async () => (through(), own),
      requestEmail: async ({ email, password }) => {
        prove(password);
        own.pendingEmail = { email, expiresAt: now + day };
        return { expiresAt: now + day };
      },
      cancelEmail: async () => {
        own.pendingEmail = null;
        return {};
      },
      requestVerification: async () => (through(), {}),
      showEmailLink: async ({ token }) => ({ ...open(token), purpose: 'change', email: 'ingrid@new.example' }),
      confirmEmail: async ({ token }) => (open(token), { purpose: 'change', email: 'ingrid@new.example' }),
      agree: async ({ kind, version }) => {
        const agreed = own.toAgree.filter((each) => each.kind === kind && each.version === version);
        own.toAgree = own.toAgree.filter((each) => !agreed.includes(each));
        own.consents = [...agreed.map(({ title }) => ({ kind, version, title, givenAt: now })), ...own.consents];
        return own;
      },
      choosePrivacy: async (choices) => {
        through();
        own.privacy = choices;
        return choices;
      },
      export: async () => ({ name: 'greenroom-account-2026-11-23.json', text: '{}\n' }),
      previewDeletion: async () => ({
        dueAt: now + 14 * day,
        refusals: world.deletionRefusals,
        organizations: world.people.memberships.map(({ organization: { name } }) => ({ name, isAlone: false })),
        seats: [{ license: 'Graphics XR', machine: 'OB-1-RENDER-03' }],
      }),
      requestDeletion: async ({ password }) => {
        prove(password);
        own.deletion = { requestedAt: now, dueAt: now + 14 * day };
        return { dueAt: now + 14 * day };
      },
      cancelDeletion: async () => {
        own.deletion = null;
        return {};
      },
    },
  };
}
