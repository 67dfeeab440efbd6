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
        if (oldPassword !== 'sample-password') throw new Failure('wrong-credentials', {});
        signOut();
        return {};
      },
      requestReset: async () => (through(), {}),
      showReset: async ({ token }) => open(token),
      resetPassword: async ({ token }) => (open(token), signOut(), {}),
    },
  };
}
