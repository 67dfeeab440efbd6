import { describe, expect, it } from 'vitest';
import { notAgreed, replacedSince, titleOf } from '#cloud/rules/document.ts';

const newest = [
  { kind: 'terms', version: '2' },
  { kind: 'privacy', version: '1' },
] as const;

describe('what people agree to', () => {
  it('A1: is called as its first heading says', () => {
    expect(titleOf('\n# Terms of use #\n\n## Part')).toBe('Terms of use');
    expect(titleOf('Words\n\n## Part')).toBe('Part');
    expect(titleOf('Words, and a #tag')).toBeNull();
    expect(titleOf('#\n')).toBeNull();
  });

  it('A1: is asked for when a newer version of that kind is there', () => {
    expect(notAgreed(newest, [])).toEqual(newest);
    expect(notAgreed(newest, [{ kind: 'terms', version: '1' }])).toEqual(newest);
    expect(notAgreed(newest, [{ kind: 'terms', version: '2' }])).toEqual([newest[1]]);
    expect(notAgreed(newest, newest)).toEqual([]);
    expect(notAgreed(newest, [{ kind: 'privacy', version: '2' }])).toEqual(newest);
  });

  it('A1: counts as it was shown, each kind by itself', () => {
    expect(replacedSince({ terms: '2', privacy: '1' }, newest)).toBeNull();
    expect(replacedSince({ terms: '1', privacy: '1' }, newest)).toBe('terms');
    expect(replacedSince({ terms: '2', privacy: '9' }, newest)).toBe('privacy');
  });
});
