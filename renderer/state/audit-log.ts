import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { AuditPage, AuditRow } from '#shared/models/audit.ts';
import { dates } from '#shared/text/en/dates.ts';
import { minute } from '#shared/models/time.ts';

export interface AuditLog {
  rows: readonly AuditRow[];
  isLoading: boolean;
  failure: Failure | null;
  /** Where older ones begin; null: all are here. */
  next: string | null;
  /** So far back it has looked. */
  reached: number | null;
}

export interface AuditLogStore extends StoreApi<AuditLog> {
  /** Fetches older rows, until some were found or there are none. One at a time. */
  more(): Promise<void>;
  /** Ends what is under way; what comes after it is dropped. */
  stop(): void;
}

/** So many new rows are worth showing before the next ones are asked for. */
const enough = 50;

/** The audit log as far as it was looked at, page by page. */
export function createAuditLog(
  load: (cursor: string | undefined) => Promise<AuditPage>,
  explain: (error: unknown) => Failure,
): AuditLogStore {
  const store = createStore<AuditLog>(() => ({ rows: [], isLoading: false, failure: null, next: '', reached: null }));
  let isStopped = false;

  async function more(): Promise<void> {
    const { isLoading, next: begin, rows: before } = store.getState();
    if (isStopped || isLoading || begin === null) return;
    store.setState({ isLoading: true, failure: null });
    try {
      for (let next: string | null = begin; next !== null; ) {
        const page = await load(next === '' ? undefined : next);
        if (isStopped) return;
        const rows = [...store.getState().rows, ...page.rows];
        store.setState({ rows, next: page.next, reached: page.reached });
        next = rows.length - before.length >= enough ? null : page.next;
      }
      store.setState({ isLoading: false });
    } catch (error) {
      if (!isStopped) store.setState({ isLoading: false, failure: explain(error) });
    }
  }

  return Object.assign(store, { more, stop: () => void (isStopped = true) });
}

/** Days begin at a full quarter of an hour in every zone, so what lies within one is of one day. */
const quarter = 15 * minute;

/** Rows by their day, in the order they come. */
export function byDay(rows: readonly AuditRow[], zone: string): { day: string; rows: AuditRow[] }[] {
  const days: { day: string; rows: AuditRow[] }[] = [];
  let last = Number.NaN;
  for (const row of rows) {
    const current = days.at(-1);
    const part = Math.floor(row.at / quarter);
    const day = current && part === last ? current.day : dates.weekdayDay(row.at, zone);
    last = part;
    if (current?.day === day) current.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
