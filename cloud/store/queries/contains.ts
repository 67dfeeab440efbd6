import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * That a text contains a word, in small or capital letters. SQLite's `lower` knows only the letters of ASCII: others are
 * looked for as they may stand in a name, small, capital, or only the first one capital.
 */
export function contains(text: Expression<string>, word: string): RawBuilder<SqlBool> {
  const forms = new Set([word, spelledBig(word), spelledBig(word.slice(0, 1)) + word.slice(1)]);
  const each = [...forms].map((form) => sql<SqlBool>`lower(${text}) like ${`%${escaped(form)}%`} escape '\\'`);
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`;
}

/** Capital letters where SQLite would leave them alone. */
const spelledBig = (word: string) => word.toUpperCase().replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const escaped = (word: string) => word.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
