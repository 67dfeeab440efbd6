import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { TeamEntry, TeamTotals } from '#shared/models/team.ts';

interface TeamPage {
  entries: TeamEntry[];
  total: number;
  totals: TeamTotals;
}

export interface TeamList {
  entries: readonly TeamEntry[];
  /** null: nothing came yet. */
  totals: TeamTotals | null;
  /** How many there are, also those that were not fetched yet. */
  total: number;
  isLoading: boolean;
  failure: Failure | null;
}

export interface TeamListStore extends StoreApi<TeamList> {
  /** Fetches the next ones, if there are more. */
  more(): Promise<void>;
  /** Fetches again what is there: something has changed. */
  refresh(): Promise<void>;
  /** Ends what is under way; what comes after it is dropped. */
  stop(): void;
}

/** The most that the cloud gives at once. */
const atOnce = 200;
const first = 100;

/** People and invitations as far as they were looked at, page by page. A newer question makes an older answer worthless. */
export function createTeamList(
  load: (page: { offset: number; limit: number }) => Promise<TeamPage>,
  explain: (error: unknown) => Failure,
): TeamListStore {
  const store = createStore<TeamList>(() => ({
    entries: [],
    totals: null,
    total: 0,
    isLoading: false,
    failure: null,
  }));
  let latest = 0;

  /** Replaces what stands behind `from` by what the cloud has there now, up to `upTo` lines. */
  async function fill(from: number, upTo: number): Promise<void> {
    const mine = ++latest;
    store.setState({ isLoading: true, failure: null });
    try {
      const entries = store.getState().entries.slice(0, from);
      for (;;) {
        const limit = Math.min(atOnce, upTo - entries.length);
        const page = await load({ offset: entries.length, limit });
        if (mine !== latest) return;
        entries.push(...page.entries);
        const isAll = page.entries.length < limit || entries.length >= Math.min(upTo, page.total);
        if (!isAll) continue;
        const known = [...new Map(entries.map((entry) => [idOf(entry), entry])).values()];
        store.setState({ entries: known, total: page.total, totals: page.totals, isLoading: false });
        return;
      }
    } catch (error) {
      if (mine === latest) store.setState({ isLoading: false, failure: explain(error) });
    }
  }

  return Object.assign(store, {
    async more() {
      const { entries, total, totals, isLoading } = store.getState();
      if (isLoading || (totals !== null && entries.length >= total)) return;
      await fill(entries.length, entries.length + first);
    },
    refresh: () => fill(0, Math.max(first, store.getState().entries.length)),
    stop: () => void (latest += 1),
  });
}

export const idOf = (entry: TeamEntry): string => (entry.kind === 'invitation' ? entry.id : entry.person.id);
