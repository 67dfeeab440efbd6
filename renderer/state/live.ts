import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { Status } from '#shared/models/status.ts';
import type { CompanionClient } from '../api/api.ts';

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

const patience = [250, 500, 1000, 2000, 4000];

/** Follows `status.watch` and comes back to it whenever it breaks off. Returns its stop. */
export function startLive(store: LiveStore, { companion, explain, now, onChange }: LivePorts): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const follow = async () => {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        for await (const { changed, status } of await companion.status.watch({}, { signal })) {
          const returned = store.getState().phase !== 'live';
          store.setState({ phase: 'live', status, receivedAt: now(), failure: null });
          onChange(returned ? ['session', 'license', 'settings', 'library', ...changed] : changed);
          tries = 0;
        }
      } catch (error) {
        if (!signal.aborted) store.setState({ phase: 'lost', failure: explain(error) });
      }
      await sleep(patience[Math.min(tries, patience.length - 1)] ?? 0, signal);
    }
  };
  void follow();
  return () => stop.abort();
}

/** Waits, or stops waiting when nobody needs it any more. */
const sleep = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
