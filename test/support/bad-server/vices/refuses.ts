import { plain, type Vice } from '../answering.ts';

/** Answers with this status instead, so often; `retryAfter` in seconds, or the date it is then. */
export function refuses(status: number, times: number, retryAfter?: { seconds: number; as: 'seconds' | 'date' }): Vice {
  let left = times;
  return (next) => (ask) => {
    if (left-- <= 0) return next(ask);
    return plain(status, 'not now', retryAfter ? { 'retry-after': written(retryAfter) } : {});
  };
}

const written = ({ seconds, as }: { seconds: number; as: 'seconds' | 'date' }) =>
  as === 'seconds' ? String(seconds) : new Date(Date.now() + seconds * 1000).toUTCString();

/** Says that there is no such range, whatever is asked. */
export const noSuchRange: Vice =
  (next, { files }) =>
  (ask) => {
    const size = files.get(ask.path)?.content.size ?? 0;
    return ask.range ? plain(416, 'no such range', { 'content-range': `bytes */${size}` }) : next(ask);
  };
