/** A part of a file: its first and its last byte, both counted. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Reads the `Range` header for a file of `size` bytes (RFC 9110, 14.1.1, 14.1.2). `whole`: there is none, it is of another
 * unit, cannot be read, or asks for several parts, all of which a server may ignore (14.2). `beyond`: nothing of it is
 * in the file, which is answered by 416 (15.5.17).
 */
export function readByteRange(header: string | undefined, size: number): ByteRange | 'whole' | 'beyond' {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return 'whole';
  if (from === '')
    return Number(to) === 0 || size === 0 ? 'beyond' : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return 'whole';
  return first >= size ? 'beyond' : { first, last };
}
