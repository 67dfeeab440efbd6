import type { Answer, Vice } from '../answering.ts';

type Range = { first: number; last: number; total: number };

const lying =
  (lie: (range: Range) => Range): Vice =>
  (next) =>
  async (ask) => {
    const answer = await next(ask);
    const range = rangeOf(answer);
    if (!range) return answer;
    const { first, last, total } = lie(range);
    return { ...answer, headers: { ...answer.headers, 'content-range': `bytes ${first}-${last}/${total}` } };
  };

function rangeOf({ headers }: Answer): Range | null {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  return first === undefined ? null : { first: Number(first), last: Number(last), total: Number(total) };
}

/** Says that the bytes are from elsewhere. */
export const wrongOffset = lying(({ first, last, total }) => ({ first: first + 1, last: last + 1, total }));

/** Says that there are more of them than there are. */
export const wrongLength = lying(({ first, last, total }) => ({ first, last: last + 10, total }));

/** Says that the file has another size. */
export const wrongTotal = lying(({ first, last, total }) => ({ first, last, total: total + 1 }));

/** Leaves out what it is a range of. */
export const noContentRange: Vice = (next) => async (ask) => {
  const answer = await next(ask);
  const { 'content-range': _, ...headers } = answer.headers;
  return { ...answer, headers };
};
