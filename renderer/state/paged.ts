import type { Failure } from '#shared/errors.ts';
import { createResource, type ResourceStore } from './resource.ts';

interface Page<Row> {
  rows: Row[];
  /** How many there are on all pages. */
  total: number;
}

/** A list that the cloud gives page by page: its value is what came with the last page, with the rows of all so far. */
export interface PagedStore<Found> extends ResourceStore<Found> {
  /** Fetches the next ones, if there are more. `refresh` fetches again what is there. */
  more(): Promise<void>;
}

/** The most that the cloud gives at once. */
const atOnce = 200;

export function createPaged<Row, Found extends Page<Row>>(
  load: (page: { offset: number; limit: number }) => Promise<Found & Page<Row>>,
  idOf: (row: Row) => string,
  explain: (error: unknown) => Failure,
  now: () => number,
  /** How many come first, and how many when somebody wants more. */
  { first, step } = { first: 100, step: atOnce },
): PagedStore<Found> {
  let kept: Row[] = [];
  let upTo = first;
  const resource = createResource(() => fetch(kept, upTo), explain, now);

  async function fetch(before: readonly Row[], wanted: number): Promise<Found> {
    let rows = [...before];
    for (;;) {
      const limit = Math.min(atOnce, wanted - rows.length);
      const found = await load({ offset: rows.length, limit });
      rows = [...rows, ...found.rows];
      if (found.rows.length === limit && rows.length < Math.min(wanted, found.total)) continue;
      // One that has moved meanwhile may come twice.
      return { ...found, rows: [...new Map(rows.map((row) => [idOf(row), row])).values()] };
    }
  }

  function again(rows: Row[], wanted: number) {
    kept = rows;
    upTo = wanted;
    return resource.refresh();
  }
  return Object.assign(
    { ...resource },
    {
      refresh: () => again([], Math.max(first, resource.getState().value?.rows.length ?? 0)),
      async more() {
        const { phase, value } = resource.getState();
        const rows = value?.rows ?? [];
        if (phase === 'loading' || (value !== null && rows.length >= value.total)) return;
        await again(rows, rows.length + (value === null ? first : step));
      },
    },
  );
}
