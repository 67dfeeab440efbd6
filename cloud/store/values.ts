import { type RawBuilder, sql } from 'kysely';

/*
 * Rows of `values (…), (…)` as both engines take them: PostgreSQL must be told the types, and both call the columns
 * column1, column2, …
 */

export const text = (value: string): RawBuilder<string> => sql`cast(${value} as text)`;
export const number = (value: number): RawBuilder<number> => sql`cast(${value} as bigint)`;
export const numberOrNull = (value: number | null): RawBuilder<number | null> => sql`cast(${value} as bigint)`;
export const row = (values: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql`(${sql.join([...values])})`;

/** Names come from people; in mails and calendars a new line could begin something else. */
export const oneLine = (name: string): string => name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
