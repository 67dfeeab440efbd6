import { piecesOf } from '../content.ts';
import { type Answering, plain, type ServedFile } from './answering.ts';

/** What a good server says: single ranges, `If-Range` with a strong tag, 416 (RFC 9110, 13 and 14). */
export const good =
  (files: ReadonlyMap<string, ServedFile>): Answering =>
  ({ path, range, headers: asked }) => {
    const file = files.get(path);
    if (!file) return plain(404, 'not found');
    const { content, etag } = file;
    const { size } = content;
    const headers: Record<string, string> = { 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
    if (etag !== null) headers['etag'] = etag;
    const condition = asked['if-range'];
    const isSame = condition === undefined || (condition === etag && !etag.startsWith('W/'));
    if (range === null || !isSame) {
      return { status: 200, headers: { ...headers, 'content-length': String(size) }, body: piecesOf(content) };
    }
    if (range.first >= size) return plain(416, 'no such range', { 'content-range': `bytes */${size}` });
    const last = Math.min(range.last, size - 1);
    return {
      status: 206,
      headers: {
        ...headers,
        'content-range': `bytes ${range.first}-${last}/${size}`,
        'content-length': String(last - range.first + 1),
      },
      body: piecesOf(content, range.first, last + 1),
    };
  };
