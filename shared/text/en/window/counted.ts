/** 1 000: figures apart, so that they can be read in passing. */
export const many = (count: number) => count.toLocaleString('en-GB').replaceAll(',', '\u00a0');

/** 1 file, 2 files */
export const counted = (count: number, one: string, more = `${one}s`) => `${many(count)} ${count === 1 ? one : more}`;

/** How long a machine goes offline; null: until its license ends. */
export const length = (days: number | null) => (days === null ? 'Until it ends' : counted(days, 'day'));
