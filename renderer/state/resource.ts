import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';

/** Something that is fetched and fetched again. While it reloads, the last value stays: pages never flicker. */
export interface Resource<T> {
  phase: 'idle' | 'loading' | 'ready' | 'failed';
  value: T | null;
  failure: Failure | null;
  /** When the value came. */
  at: number | null;
}

export interface ResourceStore<T> extends StoreApi<Resource<T>> {
  /** Fetches it again; a newer call makes an older answer worthless. */
  refresh(): Promise<void>;
  /** Forgets it (somebody else signed in). */
  clear(): void;
}

const nothing = { phase: 'idle', value: null, failure: null, at: null } as const;

/** What is known without asking anybody. */
export const createConstant = <T>(value: T): ResourceStore<T> =>
  createResource<T>(
    async () => value,
    (error) => {
      throw error;
    },
    () => 0,
  );

/** A small store around one read operation of the contract. */
export function createResource<T>(
  load: () => Promise<T>,
  explain: (error: unknown) => Failure,
  now: () => number,
): ResourceStore<T> {
  const store = createStore<Resource<T>>(() => nothing);
  let latest = 0;
  const refresh = async () => {
    const mine = ++latest;
    store.setState({ phase: 'loading' });
    try {
      const value = await load();
      if (mine === latest) store.setState({ phase: 'ready', value, failure: null, at: now() });
    } catch (error) {
      if (mine === latest) store.setState({ phase: 'failed', failure: explain(error) });
    }
  };
  const clear = () => {
    latest += 1;
    store.setState(nothing);
  };
  return Object.assign(store, { refresh, clear });
}
