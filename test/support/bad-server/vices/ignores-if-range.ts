import type { Vice } from '../answering.ts';

/** Gives the range although the file is another one by now. */
export const ignoresIfRange: Vice = (next) => (ask) => {
  const { 'if-range': _, ...headers } = ask.headers;
  return next({ ...ask, headers });
};
