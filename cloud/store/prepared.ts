import { sql } from 'kysely';

const mark = '/* prepared */';

/** Ends a statement that runs so often that PostgreSQL keeps its plan. There must be few forms of it (`evened`). */
export const prepared = sql.raw(mark);

export function isPrepared(statement: string): boolean {
  return statement.endsWith(mark);
}

/** Repeats the last one up to a power of two, where doing the same twice changes nothing: few lengths, few forms. */
export function evened<T>(items: readonly T[]): readonly T[] {
  const last = items.at(-1);
  if (last === undefined) return items;
  const length = 2 ** Math.ceil(Math.log2(items.length));
  return [...items, ...Array<T>(length - items.length).fill(last)];
}
