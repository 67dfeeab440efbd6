import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style.ts';

/** Rows under their headings, each column as wide as it has to be; an empty table is the sentence that says why. */
export function table(headings: readonly string[], rows: readonly string[][], empty: string, style: Style): string {
  if (rows.length === 0) return `${empty}\n`;
  const heads = headings.map((heading) => style.quiet(heading));
  const widths = headings.map((_, column) => Math.max(...[heads, ...rows].map((row) => widthOf(row[column] ?? ''))));
  return [heads, ...rows]
    .map(
      (row) =>
        `${row
          .map((cell, at) => padded(cell, widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Facts with their names, aligned. */
export function facts(rows: readonly (readonly [string, string])[], style: Style): string {
  const width = Math.max(...rows.map(([name]) => widthOf(name)));
  return rows.map(([name, value]) => `${style.quiet(padded(name, width))}  ${value}`.trimEnd()).join('\n') + '\n';
}

const padded = (cell: string, width: number) => cell + ' '.repeat(width - widthOf(cell));

/** Columns of the terminal: colours take none, wide letters take two. */
function widthOf(cell: string): number {
  const letters = Array.from(stripVTControlCharacters(cell));
  return letters.length + letters.filter((letter) => wide.test(letter)).length;
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;
