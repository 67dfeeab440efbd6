import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressVerdicts, readAddress, readAddresses } from '#shared/models/addresses.ts';

const known = { members: new Set(['jo@studio.example']), invited: new Set(['kim@studio.example']) };

describe('addresses to invite (T3)', () => {
  it('T3: come between commas, semicolons and lines, with and without names', () => {
    const pasted =
      'Jo <Jo@Studio.example>, kim@studio.example;\n"Berg, Max" <max@studio.example>\r\n\n  liv@x.example ,';
    expect(readAddresses(pasted).map(({ email, name }) => [email, name])).toEqual([
      ['jo@studio.example', 'Jo'],
      ['kim@studio.example', null],
      ['max@studio.example', 'Berg, Max'],
      ['liv@x.example', null],
    ]);
  });

  it('T3: are each said to be valid, there, invited, repeated, or no address', () => {
    const read = readAddresses('new@x.example, JO@studio.example, kim@studio.example, new@X.example, jo(at)x');
    expect(addressVerdicts(read, known)).toEqual(['valid', 'is-member', 'is-invited', 'repeated', 'not-an-address']);
  });

  it('T3: an open quote does not swallow the lines after it', () => {
    expect(readAddresses('"Jo <jo@x.example>\nkim@x.example').map(({ email }) => email)).toEqual([
      'jo@x.example',
      'kim@x.example',
    ]);
  });

  it('T3: whatever is pasted is read, and nothing but an address is taken for one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (pasted) => {
        for (const { email, written } of readAddresses(pasted)) {
          expect(written.trim()).not.toBe('');
          expect(email ?? 'none@none.none').toMatch(/^[^\s<>",;]+@[^\s<>",;]+\.[^\s<>",;]+$/);
        }
      }),
    );
    // Two lines in one address would be two headers in a mail.
    expect(readAddress('jo@x.example\r\nBcc: all@x.example').email).toBeNull();
  });
});
