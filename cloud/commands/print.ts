/** An answer for people: a list as a table, one thing as its fields and, below them, the things in it. */
export function printed(answer: unknown): string {
  if (Array.isArray(answer)) return table(answer.map((item) => flat(item)));
  const lists = Object.values(Object(answer)).filter((inner) => Array.isArray(inner) && inner.length > 0);
  return [columns(Object.entries(flat(answer))), ...lists.map(printed)].join('\n\n');
}

type Cells = Record<string, string>;

/** Nested names become one word each: `product.name`. What is deeper than that is for `--json`. */
function flat(value: unknown, prefix = ''): Cells {
  if (typeof value !== 'object' || value === null) return { [prefix || 'answer']: cell(prefix, value) };
  const cells: Cells = {};
  for (const [name, inner] of Object.entries(value)) {
    if (Array.isArray(inner)) continue;
    if (typeof inner === 'object' && inner !== null) {
      if (prefix === '') Object.assign(cells, flat(inner, `${name}.`));
    } else cells[`${prefix}${name}`] = cell(name, inner);
  }
  return cells;
}

function cell(name: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number' && (name.endsWith('At') || name === 'since')) return new Date(value).toISOString();
  return typeof value === 'string' ? firstLine(value) : JSON.stringify(value);
}

const firstLine = (words: string) => words.replace(/\s*\n[\s\S]*/, ' …');

function table(rows: readonly Cells[]): string {
  const [first] = rows;
  if (!first) return '';
  const names = Object.keys(first);
  return columns([names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]);
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
