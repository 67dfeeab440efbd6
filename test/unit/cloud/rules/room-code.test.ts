import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeBytes, roomCode, typedCode } from '#cloud/rules/room-code.ts';

const bytes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes });

describe('a room code', () => {
  it('has 60 bits in three groups of four', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(roomCode(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      }),
    );
    expect(roomCode(Uint8Array.from({ length: codeBytes }, (_, at) => at))).toBe('0123-4567-89AB');
    expect(roomCode(new Uint8Array(codeBytes).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ');
  });

  it('is found however it is typed', () => {
    const sloppy = fc.constantFrom(
      (code: string) => code.toLowerCase(),
      (code: string) => code.replaceAll('-', ''),
      (code: string) => code.replaceAll('-', ' — '),
      (code: string) => ` ${code}\n`,
      (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'l'),
      (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'I'),
    );
    fc.assert(
      fc.property(bytes, sloppy, (random, type) => {
        const code = roomCode(random);
        expect(typedCode(type(code))).toBe(code.replaceAll('-', ''));
      }),
    );
  });

  it('nothing else is one, and no text is too much', () => {
    for (const typed of [
      '',
      '-',
      'K7QF-2M9D-XW4',
      'K7QF-2M9D-XW4TT',
      'K7QF-2M9D-XW4U',
      'K7QF-2M9D-XW4É',
      '✓'.repeat(12),
    ])
      expect(typedCode(typed)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect([null, 12]).toContain(typedCode(typed)?.length ?? null);
      }),
    );
  });
});
