import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import { type DiagnosticsSection, DiagnosticsStep } from '#shared/models/diagnostics.ts';
import type { CompanionClient } from '../api/api.ts';

/** What was collected of this machine so far, and what of it is to be left out. */
export interface Collected {
  phase: 'idle' | 'running' | 'done' | 'failed';
  report: string | null;
  sections: readonly DiagnosticsSection[];
  leftOut: readonly DiagnosticsStep[];
  failure: Failure | null;
}

const nothing: Collected = { phase: 'idle', report: null, sections: [], leftOut: [], failure: null };

export interface CollectedStore extends StoreApi<Collected> {
  /** Collects anew; what was left out stays left out. */
  run(): Promise<void>;
  /** Leaves a step out, or takes it in again. */
  toggle(step: DiagnosticsStep): void;
  stop(): void;
}

/** Runs the steps and shows each as it comes. */
export function createCollected(
  { diagnostics }: Pick<CompanionClient, 'diagnostics'>,
  explain: (error: unknown) => Failure,
): CollectedStore {
  const store = createStore<Collected>(() => nothing);
  let running: AbortController | null = null;

  const run = async () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    store.setState({ ...nothing, phase: 'running', leftOut: store.getState().leftOut }, true);
    try {
      for await (const { report, section } of await diagnostics.collect({}, { signal: mine.signal })) {
        if (mine.signal.aborted) return;
        store.setState(({ sections }) => ({ report, sections: section ? [...sections, section] : sections }));
      }
      if (!mine.signal.aborted) store.setState({ phase: 'done' });
    } catch (error) {
      if (!mine.signal.aborted) store.setState({ phase: 'failed', failure: explain(error) });
    }
  };

  return Object.assign(store, {
    run,
    toggle(step: DiagnosticsStep) {
      store.setState(({ leftOut }) => ({
        leftOut: leftOut.includes(step) ? leftOut.filter((each) => each !== step) : [...leftOut, step],
      }));
    },
    stop() {
      running?.abort();
    },
  });
}

export type StepState = 'waiting' | 'running' | 'done' | 'incomplete' | 'left-out';

/** Every step with how far it is. */
export function linesOfSteps({ phase, sections, leftOut }: Collected) {
  return DiagnosticsStep.options.map((step, at) => {
    const section = sections.find((each) => each.step === step) ?? null;
    const isNext = phase === 'running' && at === sections.length;
    const state: StepState = section
      ? leftOut.includes(step)
        ? 'left-out'
        : section.failed
          ? 'incomplete'
          : 'done'
      : isNext
        ? 'running'
        : 'waiting';
    return { step, section, state };
  });
}
