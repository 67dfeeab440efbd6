import type { ReactNode } from 'react';

export interface Group<T> {
  id: string;
  /** Null: the rows stand without a head. */
  title: ReactNode;
  count?: number;
  /** At the right of the head. */
  aside?: ReactNode;
  rows: readonly T[];
}

export type TableLine<T> = { kind: 'group'; id: string; group: Group<T> } | { kind: 'row'; id: string; row: T };

/** Groups and their rows as one list of lines, which is what is scrolled through. Empty groups are left out. */
export function flatten<T>(groups: readonly Group<T>[], rowId: (row: T) => string): TableLine<T>[] {
  return groups
    .filter(({ rows }) => rows.length > 0)
    .flatMap((group): TableLine<T>[] => [
      ...(group.title === null ? [] : [{ kind: 'group' as const, id: `group-${group.id}`, group }]),
      ...group.rows.map((row): TableLine<T> => ({ kind: 'row', id: rowId(row), row })),
    ]);
}

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  PageDown: (index, last) => Math.min(last, index + 10),
  PageUp: (index) => Math.max(0, index - 10),
  Home: () => 0,
  End: (_, last) => last,
};

/** The row a key leads to from the one that is chosen; null when the key does not move. */
export function stepFrom<T>(lines: readonly TableLine<T>[], selected: string | null, key: string): string | null {
  const step = steps[key];
  const rows = lines.filter(({ kind }) => kind === 'row');
  if (!step || rows.length === 0) return null;
  const index = rows.findIndex(({ id }) => id === selected);
  return rows[step(index, rows.length - 1)]?.id ?? null;
}
