import type { Vice } from '../answering.ts';

/** Knows no ranges: everything, always, with 200. */
export const noRanges: Vice = (next) => async (ask) => {
  const answer = await next({ ...ask, range: null });
  return { ...answer, headers: { ...answer.headers, 'accept-ranges': 'none' } };
};
