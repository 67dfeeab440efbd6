import type { Moment } from '#shared/models/time.ts';
import { saveText } from './save-text.ts';

export interface Part<Next> {
  text: string;
  rows: number;
  /** Where the next part begins; null: that was all. */
  next: Next | null;
}

interface Export<Next> {
  /** What the file is called; the day is added. */
  name: string;
  ending: string;
  at: Moment;
  /** One part of it; `next` is of the part before. */
  write: (next: Next | undefined) => Promise<Part<Next>>;
  /** How many rows are written so far. */
  onRows?: (rows: number) => void;
  /** Nobody waits for it any more. */
  isGone?: () => boolean;
}

/** Has a list written part by part, and saves it as one file; answers how many rows, or null when nobody waited for it. */
export async function exportFile<Next>(wanted: Export<Next>): Promise<number | null> {
  const { name, ending, at, write, onRows, isGone = () => false } = wanted;
  const parts: string[] = [];
  let rows = 0;
  for (let next: Next | null | undefined; next !== null; ) {
    if (isGone()) return null;
    const part: Part<Next> = await write(next);
    parts.push(part.text);
    rows += part.rows;
    next = part.next;
    onRows?.(rows);
  }
  const day = new Date(at).toISOString().slice(0, 10);
  const file = `${name} ${day}`.replaceAll(/[^\p{L}\p{N}-]+/gu, '-');
  saveText({ name: `${file}.${ending}`, text: parts.join('') });
  return rows;
}
