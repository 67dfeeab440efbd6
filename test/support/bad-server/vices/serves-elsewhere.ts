import type { Vice } from '../answering.ts';

/** Says the range that was asked for, and sends the bytes beside it. */
export const servesElsewhere =
  (shift: number): Vice =>
  (next) =>
  async (ask) => {
    const { range } = ask;
    const told = await next(ask);
    if (!range || told.status !== 206) return told;
    const sent = await next({ ...ask, range: { first: range.first + shift, last: range.last + shift } });
    return sent.status === 206 ? { ...told, body: sent.body } : told;
  };
