/** A sentence ends with a mark, whoever wrote it. */
export const ended = (sentence: string) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`);

/** 2026-11-25 */
export const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
