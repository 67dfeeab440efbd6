import { Failure } from '#shared/errors.ts';
import { type Entry, newEntry, placeOf } from './entry.ts';
import type { NewOrder, TransferOrder } from './transfer-ports.ts';

/** The transfers in their order. */
export interface Queue {
  /** Those that people see. */
  list(): readonly Entry[];
  /** Those, and those whose bytes are being removed. */
  all(): readonly Entry[];
  /** Throws `not-found`. */
  find(id: string): Entry;
  /** The transfer to the same place, if there is one. */
  same(order: NewOrder): Entry | null;
  append(order: TransferOrder): Entry;
  /** Behind those that came before it; for what was kept. */
  restore(entry: Entry): void;
  remove(entry: Entry): void;
  /** To this place among those that people see; beyond the end is the end. */
  move(entry: Entry, to: number): void;
}

/** Nothing but the list; who runs is decided elsewhere. */
export function createQueue(): Queue {
  let entries: Entry[] = [];
  const list = () => entries.filter(({ isLeaving }) => !isLeaving);
  return {
    list,
    all: () => entries,
    find(id) {
      const found = list().find(({ order }) => order.id === id);
      if (!found) throw new Failure('not-found', {});
      return found;
    },
    same: (order) => list().find((entry) => placeOf(entry.order) === placeOf(order)) ?? null,
    append(order) {
      const entry = newEntry(order);
      entries = [...entries, entry];
      return entry;
    },
    restore(entry) {
      entries = [...entries, entry];
    },
    remove(entry) {
      entries = entries.filter((other) => other !== entry);
    },
    move(entry, to) {
      const leaving = entries.filter(({ isLeaving }) => isLeaving);
      const others = list().filter((other) => other !== entry);
      entries = [...others.toSpliced(to, 0, entry), ...leaving];
    },
  };
}
