import type { IncomingHttpHeaders } from 'node:http';
import { retryAfter } from '#shared/retry-after.ts';
import type { RangeEnd, RangeRequest } from '../../services/ports.ts';

/** The head of an answer, before anybody believes it. */
export interface Head {
  status: number;
  headers: IncomingHttpHeaders;
}

type Asked = Pick<RangeRequest, 'first' | 'length' | 'size' | 'etag'>;

const wrongAnswer: RangeEnd = { is: 'unusable', why: 'wrong-answer' };

/** Says how a range ends before it has begun; null when what follows is exactly what was asked for. `now`: milliseconds. */
export function judgeRange({ status, headers }: Head, asked: Asked, now: number): RangeEnd | null {
  if (status !== 206) return judgeStatus({ status, headers }, now) ?? judgeWhole(headers, asked);
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
  if (!range || isEncoded(headers)) return wrongAnswer;
  const [, first, last, size] = range;
  // Of a file with another size, whatever range was sent.
  if (size !== '*' && Number(size) !== asked.size) return { is: 'changed' };
  const length = headers['content-length'];
  const isExact =
    size !== '*' &&
    Number(first) === asked.first &&
    Number(last) === asked.first + asked.length - 1 &&
    (length === undefined || Number(length) === asked.length);
  return isExact ? null : wrongAnswer;
}

/** The whole file: `If-Range` did not hold, or this server does no ranges; a page: somebody else answered. */
function judgeWhole(headers: IncomingHttpHeaders, { etag }: Asked): RangeEnd {
  if (/^text\/html/i.test(headers['content-type'] ?? '')) return wrongAnswer;
  return etag !== null ? { is: 'changed' } : { is: 'unusable', why: 'no-ranges' };
}

/** What a status by itself says; null for 200. */
export function judgeStatus({ status, headers }: Head, now: number): RangeEnd | null {
  if (status === 200) return null;
  if (status === 404 || status === 410) return { is: 'link-refused', why: 'not-there' };
  if (status === 401 || status === 403) return { is: 'link-refused', why: 'link-refused' };
  if (status === 412 || status === 416) return { is: 'changed' };
  if (status === 429 || status === 408 || status >= 500) {
    return { is: 'busy', retryAfter: retryAfter(headers['retry-after'], now) };
  }
  return wrongAnswer;
}

export const isEncoded = (headers: IncomingHttpHeaders) =>
  !['', 'identity'].includes(headers['content-encoding'] ?? '');

/** A strong ETag; null for a weak one, or none. */
export function strongEtag(headers: IncomingHttpHeaders): string | null {
  const { etag = '' } = headers;
  return /^"[^"]*"$/.test(etag) ? etag : null;
}
