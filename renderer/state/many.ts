import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { LicenseChange } from '#shared/models/license-change.ts';

/** Work on many licenses, portion by portion. */
export interface Many {
  state: 'running' | 'stopped' | 'failed' | 'finished';
  /** How many licenses it has gone through. */
  done: number;
  changes: readonly LicenseChange[];
  failure: Failure | null;
}

export interface ManyStore extends StoreApi<Many> {
  /** Goes on where it is. */
  run(): Promise<void>;
  /** Ends after the portion that is under way. */
  stop(): void;
}

/** So many licenses go with one call. */
const portion = 100;

/** Goes through licenses in portions; each has a key of its own, so that one that is tried again does nothing twice. */
export function createMany(
  licenses: readonly string[],
  call: (licenses: string[], key: string) => Promise<{ changes: LicenseChange[] }>,
  { explain, newKey }: { explain: (error: unknown) => Failure; newKey: () => string },
): ManyStore {
  const store = createStore<Many>(() => ({ state: 'stopped', done: 0, changes: [], failure: null }));
  const keys = Array.from({ length: Math.ceil(licenses.length / portion) }, newKey);
  let wantsStop = false;

  async function run() {
    if (store.getState().state === 'running') return;
    wantsStop = false;
    store.setState({ state: 'running', failure: null });
    try {
      for (;;) {
        const { done, changes } = store.getState();
        if (done >= licenses.length) return store.setState({ state: 'finished' });
        if (wantsStop) return store.setState({ state: 'stopped' });
        const some = licenses.slice(done, done + portion);
        const answer = await call(some, keys[Math.floor(done / portion)] ?? '');
        store.setState({ done: done + some.length, changes: [...changes, ...answer.changes] });
      }
    } catch (error) {
      store.setState({ state: 'failed', failure: explain(error) });
    }
  }

  return Object.assign(store, { run, stop: () => void (wantsStop = true) });
}

/** How many changes came out how; the reasons among those that did not. */
export function outcomesOf(changes: readonly LicenseChange[]) {
  const of = (outcome: LicenseChange['outcome']) => changes.filter((change) => change.outcome === outcome);
  return { done: of('done'), grace: of('grace'), nothing: of('nothing'), refused: of('refused') };
}
