import type { Failure } from '#shared/errors.ts';
import type { CloudClient } from '../api/api.ts';
import { membershipOf, type SessionStore, setSession } from './session.ts';

const key = 'greenroom.organization';

interface PortalPorts {
  cloud: {
    session: Pick<CloudClient['session'], 'show' | 'signOut'>;
    organization: Pick<CloudClient['organization'], 'setDefault'>;
  };
  explain: (error: unknown) => Failure;
  /** Remembers where the person works in this browser, until they sign out: every sign-in begins in their default (T2). */
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** In the portal the session is a cookie: asked for once, and again after every act that changes it. */
export function createPortalSession(store: SessionStore, { cloud, explain, memory }: PortalPorts) {
  const refresh = async () => {
    try {
      const who = await cloud.session.show({});
      const current = membershipOf(who, memory.getItem(key))?.organization.id ?? null;
      setSession(store, { state: 'signed-in', who, current });
    } catch (error) {
      const failure = explain(error);
      if (failure.code === 'not-signed-in') memory.removeItem(key);
      setSession(
        store,
        failure.code === 'not-signed-in'
          ? { state: 'signed-out', why: store.getState().state === 'signed-in' ? 'ended-elsewhere' : 'never' }
          : { state: 'failed', failure },
      );
    }
  };
  const work = async (organization: string, asDefault: boolean) => {
    if (asDefault) await cloud.organization.setDefault({ organization });
    memory.setItem(key, organization);
    await refresh();
  };
  const signOut = async () => {
    await cloud.session.signOut({});
    memory.removeItem(key);
    setSession(store, { state: 'signed-out', why: 'by-person' });
  };
  return { refresh, work, signOut };
}
