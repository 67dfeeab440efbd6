import { describe, expect, it } from 'vitest';
import { judgeCall, judgeFile, knownSequence, type MachineHistory } from '#cloud/rules/copies.ts';
import { minute } from '#shared/models/time.ts';

const now = 1_800_000_000_000;
const digest = (letter: string) => letter.repeat(64);
const history: MachineHistory = {
  counter: 10,
  unseen: [[4, 5]],
  claimed: 0,
  sequence: 7,
  appliedSequence: 6,
  signedDigest: digest('a'),
};
const call = { counter: 11, applied: { sequence: 7, digest: digest('a') }, sentAt: now, isRecent: false };
const judged = (change: Partial<typeof call>, before: Partial<MachineHistory> = {}) =>
  judgeCall({ ...history, ...before }, { ...call, ...change }, now).is;

describe('a call', () => {
  it('is new with a higher counter', () => {
    expect(judgeCall(history, call, now)).toEqual({ is: 'new', state: { ...history, counter: 11 } });
    expect(judged({ applied: { sequence: 6, digest: digest('a') } })).toBe('new');
  });

  it('with a used counter comes from a copy when it was just sent, else it is a replay', () => {
    expect(judged({ counter: 10 })).toBe('copy');
    expect(judged({ counter: 10, sentAt: now - 5 * minute })).toBe('copy');
    expect(judged({ counter: 10, sentAt: now + 5 * minute })).toBe('copy');
    expect(judged({ counter: 10, sentAt: now - 5 * minute - 1 })).toBe('replayed');
    expect(judged({ counter: 10, sentAt: now + 5 * minute + 1 })).toBe('replayed');
    expect(judged({ counter: 10, isRecent: true })).toBe('replayed');
  });

  it('that was overtaken is a replay', () => {
    expect(judged({ counter: 4 })).toBe('replayed');
  });

  it('that goes on from another license than was signed comes from a copy', () => {
    expect(judged({ applied: { sequence: 7, digest: digest('b') } })).toBe('copy');
    expect(judged({ applied: { sequence: 8, digest: digest('a') } }, { signedDigest: null })).toBe('new');
    expect(judged({ applied: { sequence: 5, digest: digest('a') } }, { signedDigest: null })).toBe('copy');
    expect(judged({ applied: { sequence: 7, digest: digest('b') } }, { signedDigest: null })).toBe('new');
  });

  it('of a machine that has forgotten its license is new', () => {
    expect(judgeCall({ ...history, signedDigest: null }, { ...call, applied: null }, now).is).toBe('new');
  });

  it('of the machine that is not the original is known as such', () => {
    expect(judged({ counter: 11 }, { counter: 1_000, unseen: [], claimed: 1_000 })).toBe('disowned');
    expect(judged({ counter: 11, sentAt: 0 }, { counter: 1_000, unseen: [], claimed: 1_000 })).toBe('replayed');
  });
});

const file = {
  counter: 11,
  digest: digest('f'),
  applied: { sequence: 7, digest: digest('a') },
  saysLatest: true,
  earlier: null as string | null,
};
const judgedFile = (change: Partial<typeof file>, before: Partial<MachineHistory> = {}) =>
  judgeFile({ ...history, ...before }, { ...file, ...change }).is;

describe('a file', () => {
  it('is new with a higher counter, and when it was on its way for long', () => {
    expect(judgeFile(history, file)).toEqual({ is: 'new', state: { ...history, counter: 11 } });
    expect(judgeFile(history, { ...file, counter: 4 })).toEqual({
      is: 'late',
      state: { ...history, unseen: [[5, 5]] },
    });
  });

  it('may come again and again, also after a claim', () => {
    expect(judgedFile({ counter: 10, earlier: file.digest })).toBe('again');
    expect(judgedFile({ counter: 10, earlier: file.digest }, { claimed: 50 })).toBe('again');
  });

  it('with the counter of another file, or of a call, comes from a copy', () => {
    expect(judgedFile({ counter: 10, earlier: digest('e') })).toBe('copy');
    expect(judgedFile({ counter: 10 })).toBe('copy');
  });

  it('that was late may speak of an older license, a new request may not', () => {
    const old = { sequence: 3, digest: digest('c') };
    expect(judgedFile({ counter: 4, applied: old }, { signedDigest: null })).toBe('late');
    expect(judgedFile({ applied: old }, { signedDigest: null })).toBe('copy');
    expect(judgedFile({ applied: old, saysLatest: false }, { signedDigest: null })).toBe('new');
  });

  it('about a license that was never signed comes from a copy', () => {
    for (const counter of [4, 11])
      expect(judgedFile({ counter, applied: { sequence: 7, digest: digest('b') } })).toBe('copy');
  });

  it('about a later license than is known here comes from a machine whose cloud was restored from a backup', () => {
    const later = { sequence: 8, digest: digest('b') };
    expect(judgedFile({ counter: 4, applied: later }, { signedDigest: null })).toBe('late');
    expect(judgedFile({ counter: 11, applied: later }, { signedDigest: null })).toBe('new');
    expect(knownSequence(7, 8)).toBe(8);
    expect(knownSequence(7, 3)).toBe(7);
    expect(knownSequence(7, Number.MAX_SAFE_INTEGER)).toBe(1_000_007);
  });

  it('of before a claim may be the copy’s', () => {
    expect(judgedFile({ counter: 11 }, { counter: 50, claimed: 50 })).toBe('disowned');
  });
});
