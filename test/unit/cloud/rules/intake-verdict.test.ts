import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledgementOf } from '#cloud/rules/acknowledgement.ts';
import { refused, type RequestFacts, requestVerdict } from '#cloud/rules/intake-verdict.ts';
import { endOfDayIn } from '#cloud/rules/offline-end.ts';
import { errorTable, Failure } from '#shared/errors.ts';
import { IntakeVerdict } from '#shared/models/offline.ts';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import { Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';

const now = Date.UTC(2027, 0, 1, 12);
const nightAfter = (days: number) => endOfDayIn(now, days, 'Europe/Oslo');

const facts = ({
  license,
  ...change
}: Omit<Partial<RequestFacts>, 'license'> & { license?: Partial<RequestFacts['license']> } = {}): RequestFacts => ({
  license: { words: 'Graphics XR', kind: 'floating', seats: 3, startsAt: 0, endsAt: null, revokedAt: null, ...license },
  user: { role: 'editor', isAssigned: false },
  own: null,
  used: 1,
  others: 0,
  wish: { chosen: undefined, asked: undefined },
  organization: { timeZone: 'Europe/Oslo', allowsUntilEnd: false, lengths: offlineLengths },
  ...change,
});
const verdict = (change: Parameters<typeof facts>[0]) => requestVerdict(facts(change), now);
const failure = (change: Parameters<typeof facts>[0]) => {
  const outcome = verdict(change);
  return outcome.granted ? null : [outcome.failure.code, outcome.failure.details];
};

describe('a request that can be answered', () => {
  it('says what seat it gets, and how many there are', () => {
    expect(verdict({})).toEqual({
      granted: true,
      days: 30,
      endsAt: nightAfter(30),
      verdict: { code: 'ready', seat: 'free', used: 2, seats: 3 },
    });
    const assigned = { role: 'member', isAssigned: true } as const;
    expect(verdict({ license: { kind: 'named' }, user: assigned })).toMatchObject({ verdict: { seat: 'named' } });
    expect(verdict({ own: { endsAt: now }, used: 3 })).toMatchObject({ verdict: { seat: 'kept', used: 3 } });
  });

  it('lasts as long as was chosen, else as was asked for, else 30 days', () => {
    expect(verdict({ wish: { chosen: 7, asked: 60 } })).toMatchObject({ days: 7, endsAt: nightAfter(7) });
    expect(verdict({ wish: { chosen: undefined, asked: 60 } })).toMatchObject({ days: 60, endsAt: nightAfter(60) });
  });

  it('only moves an end forward', () => {
    const own = { endsAt: nightAfter(40) };
    expect(verdict({ own, wish: { chosen: 7, asked: undefined } })).toMatchObject({
      endsAt: own.endsAt,
      verdict: { code: 'ready' },
    });
    const license = { endsAt: nightAfter(20) };
    expect(verdict({ own, license })).toMatchObject({ endsAt: license.endsAt, verdict: { code: 'shortened' } });
  });

  it('says when it is shorter than was asked for', () => {
    const license = { endsAt: now + 3 * day };
    expect(verdict({ license, wish: { chosen: 14, asked: undefined } })).toMatchObject({
      days: 14,
      verdict: { code: 'shortened', askedDays: 14, endsAt: license.endsAt },
    });
  });

  it('until the license ends only where the organization allows it', () => {
    const license = { endsAt: now + 200 * day };
    const allowing = { timeZone: 'Europe/Oslo', allowsUntilEnd: true, lengths: offlineLengths };
    const chosen = { chosen: null, asked: undefined };
    expect(verdict({ license, wish: chosen, organization: allowing })).toMatchObject({
      days: null,
      endsAt: license.endsAt,
      verdict: { code: 'ready' },
    });
    expect(failure({ license, wish: chosen })).toEqual([
      'offline-length-not-allowed',
      { lengths: [...offlineLengths], untilEnd: false },
    ]);
    // A machine cannot know what is allowed: its wish is met as far as it goes.
    expect(verdict({ license, wish: { chosen: undefined, asked: null } })).toMatchObject({
      days: 60,
      verdict: { code: 'shortened', askedDays: null, endsAt: nightAfter(60) },
    });
    expect(verdict({ wish: chosen, organization: allowing })).toMatchObject({
      verdict: { code: 'shortened', askedDays: null, endsAt: nightAfter(366) },
    });
  });
});

describe('lengths that an organization allows', () => {
  const only = (...lengths: number[]) => ({ timeZone: 'Europe/Oslo', allowsUntilEnd: false, lengths });
  const chosen = (days: number) => ({ chosen: days, asked: undefined });
  const asked = (days: number | null | undefined) => ({ chosen: undefined, asked: days });

  it('T8: what a person chooses must be one of them; a length in between counts as the next longer one', () => {
    const refusal = ['offline-length-not-allowed', { lengths: [7, 30], untilEnd: false }];
    for (const days of [8, 10, 14, 31, 45, 60])
      expect(failure({ wish: chosen(days), organization: only(7, 30) })).toEqual(refusal);
    for (const days of [1, 6, 7, 15, 29, 30])
      expect(verdict({ wish: chosen(days), organization: only(7, 30) })).toMatchObject({ granted: true, days });
  });

  it('T8: what a machine asks for is met as far as it goes, and so is no wish at all', () => {
    expect(verdict({ wish: asked(60), organization: only(7, 14) })).toMatchObject({
      days: 14,
      verdict: { code: 'shortened', askedDays: 60 },
    });
    expect(verdict({ wish: asked(null), organization: only(7) })).toMatchObject({ days: 7 });
    expect(verdict({ wish: asked(undefined), organization: only(7, 14, 60) })).toMatchObject({ days: 14 });
    // Nothing as short is allowed: then the shortest there is.
    expect(verdict({ wish: asked(7), organization: only(30, 60) })).toMatchObject({
      days: 30,
      verdict: { code: 'ready' },
    });
  });
});

describe('a request that cannot', () => {
  it('names the first thing in the way', () => {
    const license = 'Graphics XR';
    expect(failure({ license: { revokedAt: now, endsAt: now } })).toEqual(['license-revoked', { license }]);
    expect(failure({ license: { endsAt: now } })).toEqual(['license-ended', { license, endedAt: now }]);
    expect(failure({ license: { startsAt: now + 1 } })).toEqual([
      'license-not-started',
      { license, startsAt: now + 1 },
    ]);
    expect(failure({ user: null })).toEqual(['not-found', {}]);
    expect(failure({ user: { role: 'reader', isAssigned: false }, used: 3 })).toEqual(['not-assigned', { license }]);
    expect(failure({ used: 3 })).toEqual(['no-free-seat', { license, seats: 3 }]);
    expect(failure({ others: 20 })).toMatchObject(['invalid-input', { problems: [{ field: 'license' }] }]);
    expect(failure({ others: 19 })).toBeNull();
    expect(failure({ own: { endsAt: now }, used: 3 })).toBeNull();
  });

  it.each(Role.options)('the right of a %s counts, not who brings it', (role) => {
    expect(verdict({ user: { role, isAssigned: true }, license: { kind: 'named' } }).granted).toBe(true);
    expect(verdict({ user: { role, isAssigned: false }, license: { kind: 'named' } }).granted).toBe(false);
  });
});

describe('every verdict', () => {
  const moment = fc.integer({ min: now - 400 * day, max: now + 400 * day });
  const length = fc.option(fc.option(fc.integer({ min: 1, max: 60 })), { nil: undefined });
  const any: fc.Arbitrary<RequestFacts> = fc.record({
    license: fc.record({
      words: fc.constant('Graphics XR'),
      kind: fc.constantFrom('named', 'floating'),
      seats: fc.integer({ min: 1, max: 5 }),
      startsAt: moment,
      endsAt: fc.option(moment),
      revokedAt: fc.option(moment, { freq: 5 }),
    }),
    user: fc.option(fc.record({ role: fc.constantFrom(...Role.options), isAssigned: fc.boolean() })),
    own: fc.option(fc.record({ endsAt: moment })),
    used: fc.integer({ min: 0, max: 5 }),
    others: fc.integer({ min: 0, max: 25 }),
    wish: fc.record({ chosen: length, asked: length }),
    organization: fc.record({
      timeZone: fc.constantFrom('Europe/Oslo', 'UTC'),
      allowsUntilEnd: fc.boolean(),
      lengths: fc.subarray([...offlineLengths], { minLength: 1 }),
    }),
  });

  it('fits the contract; a grant is within license, seats and rights, and never shorter than what is held', () => {
    fc.assert(
      fc.property(any, (given) => {
        const outcome = requestVerdict(given, now);
        const shown = outcome.granted ? outcome.verdict : refused(outcome.failure);
        expect(IntakeVerdict.parse(shown)).toEqual(shown);
        const failed = outcome.granted ? null : outcome.failure;
        expect(failed === null || errorTable[failed.code].details.safeParse(failed.details).success).toBe(true);
        if (!outcome.granted) return;
        const { license, own, used, user } = given;
        const limit = license.endsAt ?? Number.POSITIVE_INFINITY;
        expect(license.revokedAt).toBeNull();
        expect(license.startsAt <= now && now < outcome.endsAt && outcome.endsAt <= limit).toBe(true);
        expect(own !== null || used < license.seats).toBe(true);
        expect(user).not.toBeNull();
        expect(outcome.endsAt).toBeGreaterThanOrEqual(Math.min(own?.endsAt ?? 0, limit));
        const { lengths, allowsUntilEnd } = given.organization;
        // Never a length that the organization does not allow.
        const counted = outcome.days === null ? null : offlineLengths.find((each) => each >= (outcome.days ?? 0));
        expect(counted === null ? allowsUntilEnd : lengths.some((each) => each === counted)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('carries a failure with its details', () => {
    const shown = refused(new Failure('no-free-seat', { license: 'Graphics XR', seats: 3 }));
    expect(shown).toEqual({
      code: 'refused',
      failure: { code: 'no-free-seat', details: { license: 'Graphics XR', seats: 3 } },
    });
  });
});

describe('whether a license has arrived', () => {
  it('is unknown, confirmed, or too late', () => {
    expect(acknowledgementOf({ confirmedAt: null, importBy: now }, now)).toBe('issued');
    expect(acknowledgementOf({ confirmedAt: null, importBy: now - 1 }, now)).toBe('overdue');
    expect(acknowledgementOf({ confirmedAt: now, importBy: now - 1 }, now)).toBe('confirmed');
  });
});
