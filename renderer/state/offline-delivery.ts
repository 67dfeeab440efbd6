import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import type { IntakeStore } from './offline-intake.ts';
import type { IntakeLine } from './offline-lines.ts';
import { bundleOf, type Saved, type SavePlace } from './offline-save.ts';

export interface Delivery {
  isSaving: boolean;
  saved: Saved | null;
  /** Why the answers could not be saved; they are still in the list. */
  failure: Failure | null;
  /** Whether the report is before the eyes. */
  isShown: boolean;
}

export interface DeliveryStore extends StoreApi<Delivery> {
  /** Issues what is chosen, saves the answers, shows the report. Goes on when the page is left. */
  run(how: DeliveryWish): Promise<void>;
  /** Saves the answers of the last report once more. */
  save(how: DeliveryWish): Promise<void>;
  show(isShown: boolean): void;
}

export interface DeliveryWish {
  place: SavePlace;
  /** Everything in one file. */
  isBundle: boolean;
  /** Whose name the bundle gets. */
  owner: string;
}

interface DeliveryPorts {
  intake: Pick<IntakeStore, 'getState' | 'issue'>;
  save: (files: readonly CarriedFile[], place: SavePlace) => Promise<Saved>;
  explain: (error: unknown) => Failure;
  now: () => number;
}

const nothing: Delivery = { isSaving: false, saved: null, failure: null, isShown: false };

/** From answers to files in somebody's hand. */
export function createDelivery({ intake, save, explain, now }: DeliveryPorts): DeliveryStore {
  const store = createStore<Delivery>(() => nothing);
  const saveAnswers = async ({ place, isBundle, owner }: DeliveryWish) => {
    const files = filesOf(intake.getState().lines, intake.getState().report?.issued ?? []);
    if (files.length === 0) return;
    store.setState({ isSaving: true, failure: null });
    try {
      const bundle = isBundle || place.to === 'downloads' ? bundleOf(files, owner, now()) : null;
      const saved = await save(bundle ? [bundle] : files, place);
      store.setState({ saved: { ...saved, count: files.length } });
    } catch (error) {
      store.setState({ failure: explain(error) });
    } finally {
      store.setState({ isSaving: false });
    }
  };
  return Object.assign(store, {
    async run(how: DeliveryWish) {
      store.setState(nothing);
      const report = await intake.issue();
      if (!report) return;
      await saveAnswers(how);
      store.setState({ isShown: true });
    },
    save: saveAnswers,
    show: (isShown: boolean) => store.setState({ isShown }),
  });
}

/** The files of some lines, in their order. */
export function filesOf(lines: readonly IntakeLine[], ids: readonly string[]): CarriedFile[] {
  const wanted = new Set(ids);
  return lines.flatMap(({ id, file }) => (wanted.has(id) && file ? [file] : []));
}
