/** Rows that are marked: by one, by a stretch from the last one that was marked, or all. */
export interface Marks {
  ids: ReadonlySet<string>;
  /** Where a stretch begins. */
  anchor: string | null;
  /** What was marked before the stretch. */
  before: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
export const noMarks: Marks = { ids: none, anchor: null, before: none };

export const markAll = (ids: readonly string[]): Marks => ({ ids: new Set(ids), anchor: null, before: none });

/** Marks one, or no longer. */
export function toggleMark({ ids }: Marks, id: string): Marks {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, before: next };
}

/** Marks the stretch from the anchor, or from `from` where nothing was marked yet; a shorter one gives the others back. */
export function stretchMarks(marks: Marks, rows: readonly string[], from: string | null, to: string): Marks {
  const anchor = marks.anchor !== null && rows.includes(marks.anchor) ? marks.anchor : (from ?? to);
  const before = anchor === marks.anchor ? marks.before : marks.ids;
  const ends = [rows.indexOf(anchor), rows.indexOf(to)];
  const stretch = rows.slice(Math.min(...ends), Math.max(...ends) + 1);
  return { ids: new Set([...before, ...stretch]), anchor, before };
}
