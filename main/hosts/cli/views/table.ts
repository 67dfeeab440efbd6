import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style.ts';

const gap = 2;
/** A column that gives way keeps this much, or is left out. */
const least = 8;

export interface Columns {
  headings: readonly string[];
  /** The column that is cut, or left out, where the terminal is too narrow; --json has all of it. */
  givesWay?: number;
}

/**
 * Rows under their headings, each column as wide as it has to be; an empty table is the sentence that says why.
 * What does not fit beside each other stands below each other: nothing is ever wrapped in the middle of a row.
 */
export function table({ headings, givesWay }: Columns, rows: readonly string[][], empty: string, style: Style): string {
  if (rows.length === 0) return `${empty}\n`;
  const lines = [headings.map((heading) => style.quiet(heading)), ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((row) => widthOf(row[column] ?? ''))));
  const tooWide = widths.reduce((sum, width) => sum + width + gap, -gap) - style.width;
  if (tooWide > 0) {
    if (givesWay === undefined) return blocks(headings, rows, style);
    const kept = (widths[givesWay] ?? 0) - tooWide;
    const others = <Cell>(cells: readonly Cell[]) => cells.toSpliced(givesWay, 1);
    if (kept < least) return table({ headings: others(headings) }, rows.map(others), empty, style);
    widths[givesWay] = kept;
  }
  return lines.map((row) => line(row, widths)).join('');
}

function line(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell, at) => padded(cut(cell, widths[at] ?? 0), widths[at] ?? 0));
  return `${cells.join(' '.repeat(gap)).trimEnd()}\n`;
}

/** Each row as facts of its own. */
function blocks(headings: readonly string[], rows: readonly string[][], style: Style): string {
  const names = headings.map((heading) => heading.slice(0, 1) + heading.slice(1).toLowerCase());
  return rows
    .map((row) =>
      facts(
        names.map((name, at) => [name, row[at] ?? ''] as const).filter(([, cell]) => cell !== ''),
        style,
      ),
    )
    .join('\n');
}

/** Facts with their names, aligned. What would take many lines is cut. */
export function facts(rows: readonly (readonly [string, string])[], style: Style): string {
  const width = Math.max(...rows.map(([name]) => widthOf(name)));
  const most = 2 * (style.width - width - gap);
  return rows
    .map(([name, value]) => `${style.quiet(padded(name, width))}  ${cut(value, most)}`.trimEnd() + '\n')
    .join('');
}

const padded = (cell: string, width: number) => cell + ' '.repeat(Math.max(0, width - widthOf(cell)));

/** What is cut loses its colours, so that none runs on. */
function cut(cell: string, width: number): string {
  if (widthOf(cell) <= width) return cell;
  const letters = Array.from(stripVTControlCharacters(cell));
  while (widthOf(letters.join('')) > width - 1) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Columns of the terminal: colours take none, wide letters take two. */
function widthOf(cell: string): number {
  const letters = Array.from(stripVTControlCharacters(cell));
  return letters.length + letters.filter((letter) => wide.test(letter)).length;
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;
