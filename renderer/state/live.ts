import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { Status } from '#shared/models/status.ts';
import type { CompanionClient } from '../api/api.ts';
import { follow } from './follow.ts';

type Topic = 'session' | 'license' | 'notice' | 'cloud' | 'settings' | 'owner' | 'drive' | 'library';

/** The last whole truth this machine told, and whether it is still talking. */
export interface Live {
  phase: 'connecting' | 'live' | 'lost';
  status: Status | null;
  /** The page's own clock when the status came, for countdowns. */
  receivedAt: number;
  failure: Failure | null;
}

export type LiveStore = StoreApi<Live>;

export const createLiveStore = (): LiveStore =>
  createStore<Live>(() => ({ phase: 'connecting', status: null, receivedAt: 0, failure: null }));

interface LivePorts {
  companion: CompanionClient;
  explain: (error: unknown) => Failure;
  now: () => number;
  /** Told after the store has the new status. */
  onChange: (topics: readonly Topic[]) => void;
}

/** Follows `status.watch` and comes back to it whenever it breaks off. Returns its stop. */
export function startLive(store: LiveStore, { companion, explain, now, onChange }: LivePorts): () => void {
  return follow((signal) => companion.status.watch({}, { signal }), {
    value({ changed, status }) {
      const returned = store.getState().phase !== 'live';
      store.setState({ phase: 'live', status, receivedAt: now(), failure: null });
      onChange(returned ? ['session', 'license', 'settings', 'library', ...changed] : changed);
    },
    lost: (error) => store.setState({ phase: 'lost', failure: explain(error) }),
  });
}
