import { text } from '#shared/text/index.ts';
import type { Style } from './style.ts';
import { facts, table } from './table.ts';

/** Shows any answer: a list as a table, an object as facts. For operations that need no view of their own. */
export function plain(value: unknown, style: Style): string {
  if (Array.isArray(value)) return list(value, style);
  if (!isObject(value)) return `${String(value)}\n`;
  const rows = Object.entries(value).filter(([, field]) => !isNested(field));
  const parts = Object.entries(value).filter(([, field]) => isNested(field));
  if (rows.length + parts.length === 0) return `${text.cli.done}\n`;
  const lines = rows.map(([name, field]): [string, string] => [capital(spoken(name)), cell(name, field, style)]);
  const sections = parts.map(([name, field]) => `${style.strong(capital(spoken(name)))}\n${plain(field, style)}`);
  return [...(lines.length > 0 ? [facts(lines, style)] : []), ...sections].join('\n');
}

function list(values: readonly unknown[], style: Style): string {
  const rows = values.filter(isObject);
  if (rows.length < values.length) return values.map((value) => `${String(value)}\n`).join('');
  const names = [...new Set(rows.flatMap(Object.keys))].filter((name) => !rows.some((row) => isNested(row[name])));
  const cells = rows.map((row) => names.map((name) => cell(name, row[name], style)));
  return table({ headings: names.map((name) => spoken(name).toUpperCase()) }, cells, text.cli.nothing, style);
}

function cell(name: string, value: unknown, style: Style): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number' && isNameOfMoment(name)) return style.moment(value);
  if (typeof value === 'boolean') return value ? text.cli.yes : text.cli.no;
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : '–';
  if (isObject(value) && typeof value['name'] === 'string') {
    const { id, name: called } = value;
    return typeof id === 'string' && isDrawn(id) ? `${called} ${style.quiet(id)}` : called;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Answers carry moments as plain numbers; a test compares this with the contract. */
export const isNameOfMoment = (name: string): boolean =>
  /^(asOf|at|from|now|reached|signed|since|until)$|(At|By|End|Since|Until)$/.test(name);

/** An id that nobody would guess from the name: other commands ask for it. */
const isDrawn = (id: string): boolean => /^[A-Z]-/.test(id);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What does not fit into one cell: anything but a reference: an id with a name. */
const isNested = (value: unknown): boolean =>
  (isObject(value) && !('id' in value && 'name' in value)) ||
  (Array.isArray(value) && value.some((item) => typeof item === 'object'));

const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
const spoken = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
