import { describe, expect, it } from 'vitest';
import { mayHave } from '#cloud/rules/entitlement.ts';
import { seededRandom } from '../../../support/random.ts';

const june = 600;

describe('a release of June', () => {
  it.each([
    ['no license', [], false],
    ['one that never ends', [{ endsAt: null, revokedAt: null }], true],
    ['one that ended after it came out, and is over', [{ endsAt: june + 1, revokedAt: null }], true],
    ['one that ended the moment it came out', [{ endsAt: june, revokedAt: null }], false],
    ['one that ended before', [{ endsAt: june - 1, revokedAt: null }], false],
    ['one that was revoked', [{ endsAt: null, revokedAt: june + 9 }], false],
    [
      'a revoked one and one that ended before',
      [
        { endsAt: null, revokedAt: 1 },
        { endsAt: june - 1, revokedAt: null },
      ],
      false,
    ],
    [
      'an old one and a new one',
      [
        { endsAt: june - 1, revokedAt: null },
        { endsAt: june + 900, revokedAt: null },
      ],
      true,
    ],
  ])('with %s: %#', (_what, licenses, expected) => {
    expect(mayHave(june, licenses)).toBe(expected);
  });
});

it('an older release is never harder to have, one license more never takes away, and revoking never gives', () => {
  const random = seededRandom(4);
  const upTo = (most: number) => Math.floor(random() * most);
  const license = () => ({ endsAt: upTo(5) === 0 ? null : upTo(1_000), revokedAt: upTo(3) === 0 ? upTo(1_000) : null });
  let had = 0;
  for (let time = 0; time < 5_000; time++) {
    const licenses = Array.from({ length: upTo(4) }, license);
    const releasedAt = upTo(1_000);
    const may = mayHave(releasedAt, licenses);
    if (may) had++;
    expect(mayHave(upTo(releasedAt + 1), licenses) || !may).toBe(true);
    expect(mayHave(releasedAt, [...licenses, license()]) || !may).toBe(true);
    const revoked = licenses.map((one, at) => (at === 0 ? { ...one, revokedAt: 1 } : one));
    expect(may || !mayHave(releasedAt, revoked)).toBe(true);
    expect(may).toBe(licenses.some((one) => mayHave(releasedAt, [one])));
  }
  expect(had).toBeGreaterThan(1_000);
  expect(had).toBeLessThan(4_000);
});
