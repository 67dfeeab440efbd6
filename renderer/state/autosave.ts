import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';

/** A value that saves by itself: after a pause, or at once when its field is left. */
export interface Autosave {
  typed: string;
  saved: string;
  phase: 'at-rest' | 'typing' | 'saving' | 'saved' | 'failed';
  failure: Failure | null;
}

export interface AutosaveStore extends StoreApi<Autosave> {
  type(typed: string): void;
  /** Saves what is typed now. What is not good yet stays typed, and unsaved. */
  flush(): Promise<void>;
  /** Puts back what was saved last. */
  undo(): void;
}

interface Options {
  saved: string;
  isGood(value: string): boolean;
  /** Answers what was kept. */
  save(value: string): Promise<string>;
  explain(error: unknown): Failure;
  /** Milliseconds without a key before it saves. */
  pause?: number;
}

/** Never two saves at once: what is typed meanwhile is saved after it. */
export function createAutosave({ saved, isGood, save, explain, pause = 1_000 }: Options): AutosaveStore {
  const store = createStore<Autosave>(() => ({ typed: saved, saved, phase: 'at-rest', failure: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (running) await running;
    const { typed, saved: last } = store.getState();
    if (typed === last || !isGood(typed)) return;
    running ??= saveOnce(typed);
    await running;
  };

  const saveOnce = async (typed: string): Promise<void> => {
    store.setState({ phase: 'saving', failure: null });
    try {
      const kept = await save(typed);
      const isStill = store.getState().typed === typed;
      store.setState({ saved: kept, ...(isStill ? { typed: kept, phase: 'saved' } : { phase: 'typing' }) });
    } catch (error) {
      store.setState({ phase: 'failed', failure: explain(error) });
    } finally {
      running = null;
    }
  };

  return Object.assign(store, {
    flush,
    type(typed: string) {
      clearTimeout(timer);
      store.setState({ typed, phase: 'typing', failure: null });
      timer = setTimeout(() => void flush(), pause);
    },
    undo() {
      clearTimeout(timer);
      store.setState(({ saved: last }) => ({ typed: last, phase: 'at-rest', failure: null }));
    },
  });
}
