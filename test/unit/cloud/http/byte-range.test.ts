import { describe, expect, it } from 'vitest';
import { readByteRange } from '#cloud/http/byte-range.ts';
import { readConditions } from '#cloud/http/conditions.ts';

describe('ranges of 1000 bytes', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=0-499', { first: 0, last: 499 }],
    ['bytes=500-999', { first: 500, last: 999 }],
    ['bytes=500-', { first: 500, last: 999 }],
    ['bytes=999-5000', { first: 999, last: 999 }],
    ['bytes=0-99999999999999999999999999', { first: 0, last: 999 }],
    ['bytes=-1', { first: 999, last: 999 }],
    ['bytes=-1000', { first: 0, last: 999 }],
    ['bytes=-99999999999999999999999999', { first: 0, last: 999 }],
    ['Bytes=1-2', { first: 1, last: 2 }],
    [' bytes=1-2 ', { first: 1, last: 2 }],
    ['bytes=1000-', 'beyond'],
    ['bytes=1000-1001', 'beyond'],
    ['bytes=99999999999999999999999999-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=-00', 'beyond'],
    [undefined, 'whole'],
    ['', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=5-4', 'whole'],
    ['bytes=2000-1500', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=1.5-2', 'whole'],
    ['bytes=0x1-0x2', 'whole'],
    ['bytes = 1-2', 'whole'],
    ['bytes=--5', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['bytes=0-1,', 'whole'],
    ['lines=0-1', 'whole'],
    ['0-1', 'whole'],
  ])('%s', (header, range) => {
    expect(readByteRange(header, 1000)).toEqual(range);
  });

  it.each(['bytes=0-', 'bytes=0-0', 'bytes=-5', 'bytes=-0'])('has none for %s in an empty file', (header) => {
    expect(readByteRange(header, 0)).toBe('beyond');
  });
});

describe('conditions', () => {
  const etag = '"a,b"';
  it.each([
    [{}, { isOther: false, isKnown: false, mayBePart: true }],
    [{ 'if-match': '"x", "a,b"' }, { isOther: false }],
    [{ 'if-match': '*' }, { isOther: false }],
    [{ 'if-match': '"x"' }, { isOther: true }],
    [{ 'if-match': 'W/"a,b"' }, { isOther: true }],
    [{ 'if-none-match': '"a,b"' }, { isKnown: true }],
    [{ 'if-none-match': 'W/"a,b"' }, { isKnown: true }],
    [{ 'if-none-match': '"x",W/"a,b"' }, { isKnown: true }],
    [{ 'if-none-match': '*' }, { isKnown: true }],
    [{ 'if-none-match': '"a", "b"' }, { isKnown: false }],
    [{ 'if-range': '"a,b"' }, { mayBePart: true }],
    [{ 'if-range': 'W/"a,b"' }, { mayBePart: false }],
    [{ 'if-range': '"x"' }, { mayBePart: false }],
    [{ 'if-range': 'Wed, 21 Oct 2026 07:28:00 GMT' }, { mayBePart: false }],
  ])('%j', (headers, conditions) => {
    expect(readConditions(headers, etag)).toMatchObject(conditions);
  });
});
