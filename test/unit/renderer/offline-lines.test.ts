import { describe, expect, it } from 'vitest';
import type { IntakeRow, IntakeVerdict } from '#shared/models/offline.ts';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { toFailureOf } from '../../../renderer/state/offline-failure.ts';
import {
  answered,
  batchOf,
  chosenOf,
  countsOf,
  type IntakeLine,
  inTurn,
  isChoosable,
  judged,
  newLine,
} from '../../../renderer/state/offline-lines.ts';
import {
  answerOf,
  codeOfVerdict,
  explainVerdict,
  isOpenToChoice,
  standingOfVerdict,
} from '../../../renderer/state/offline-verdict.ts';

const row = (verdict: IntakeVerdict, change: Partial<IntakeRow> = {}): IntakeRow => ({
  kind: 'request',
  request: 'R-1',
  purpose: 'activate',
  machine: { id: 'K-1', name: 'RENDER-01' },
  person: null,
  license: { id: 'L-xr', name: 'Graphics XR' },
  days: 30,
  leaseEndsAt: 1,
  licenseEndsAt: 2,
  verdict,
  ...change,
});
const ready: IntakeVerdict = { code: 'ready', seat: 'free', used: 5, seats: 6 };
const failed = (code: string, details: Record<string, unknown> = {}): IntakeVerdict => ({
  code: 'refused',
  failure: { code, details },
});
const foreign: IntakeVerdict = {
  code: 'refused-file',
  refusal: { code: 'other-organization', found: 'Fjord Broadcast', here: 'Northlight Studios' },
};
const line = (verdict: IntakeVerdict, change: Partial<IntakeLine> = {}): IntakeLine => ({
  ...judged(newLine('F-1', 'a file', 'text'), row(verdict)),
  ...change,
});

describe('verdicts in words', () => {
  it('are the words of the picture', () => {
    const shown = (verdict: IntakeVerdict) => {
      const { tally, word, second } = standingOfVerdict(row(verdict));
      return [tally, word, second];
    };
    expect(shown({ code: 'ready', seat: 'kept', used: 5, seats: 6 })).toEqual(['held', 'Ready', 'Seat kept']);
    expect(shown(ready)).toEqual(['held', 'Ready', 'Seat 5 of 6']);
    expect(shown({ code: 'ready', seat: 'named', used: 1, seats: 1 })).toEqual(['held', 'Ready', 'Named seat']);
    expect(shown({ code: 'shortened', askedDays: 30, endsAt: 1 })).toEqual(['soon', 'Shortened', '30 days asked']);
    expect(shown({ code: 'answered-before', at: 1 })).toEqual(['free', 'Answered before', 'Same file again']);
    expect(shown(failed('license-ended'))).toEqual(['ended', 'License ended', 'Renew it first']);
    expect(shown(foreign)).toEqual(['ended', 'Other organization', 'Fjord Broadcast']);
  });

  it('name another organization only when the cloud does', () => {
    const unnamed: IntakeVerdict = {
      code: 'refused-file',
      refusal: { code: 'other-organization', found: null, here: 'Northlight Studios' },
    };
    expect(standingOfVerdict(row(unnamed)).second).toBe(text.window.verdicts.refusals['other-organization'][1]);
  });

  it('have words for a failure nobody foresaw', () => {
    expect(standingOfVerdict(row(failed('conflict'))).word).toBe('Refused');
  });

  it('come in whole sentences with their code where something is refused, and only there', () => {
    const seats = failed('no-free-seat', { license: 'Graphics XR', seats: 6 });
    expect(explainVerdict(seats)?.sentence).toBe('All 6 seats of Graphics XR are in use.');
    expect(codeOfVerdict(seats)).toBe('no-free-seat');
    expect(explainVerdict(foreign)?.sentence).toContain('Fjord Broadcast');
    expect(codeOfVerdict(foreign)).toBe('other-organization');
    expect([explainVerdict(ready), codeOfVerdict(ready)]).toEqual([null, null]);
  });

  it('read a failure that came as data, and tell one they do not know by its code', () => {
    expect(toFailureOf({ code: 'machine-barred', details: {} })).toEqual(new Failure('machine-barred', {}));
    expect(toFailureOf({ code: 'from-the-future', details: {} }).details).toEqual({ id: 'from-the-future' });
    expect(toFailureOf({ code: 'no-free-seat', details: { license: 7 } }).code).toBe('internal');
  });
});

describe('what can be done with a row', () => {
  it('a file, a note, or nothing', () => {
    expect(answerOf(row({ code: 'frees-seat' }))).toBe('file');
    expect(answerOf(row({ code: 'returned-before', at: 1 }))).toBe('file');
    expect(answerOf(row({ code: 'acknowledges', sequence: 4 }))).toBe('note');
    expect(answerOf(row({ code: 'acknowledged-before' }))).toBe('nothing');
    expect(answerOf(row(foreign))).toBe('nothing');
  });

  it('another choice helps where license, length or person are what is wrong, and nowhere else', () => {
    expect(isOpenToChoice(row(ready))).toBe(true);
    expect(isOpenToChoice(row(failed('no-free-seat')))).toBe(true);
    expect(isOpenToChoice(row(failed('machine-cloned')))).toBe(false);
    expect(isOpenToChoice(row(foreign))).toBe(false);
    expect(isOpenToChoice(row({ code: 'answered-before', at: 1 }))).toBe(false);
    expect(isOpenToChoice(row({ code: 'frees-seat' }, { kind: 'return' }))).toBe(false);
  });
});

describe('lines', () => {
  it('a verdict ticks what can be answered; what was ticked by hand stays while a choice can help', () => {
    expect(line(ready).isChosen).toBe(true);
    expect(line(foreign).isChosen).toBe(false);
    const ticked = { ...line(failed('no-free-seat')), isChosen: true, isSettled: true };
    expect(judged(ticked, row(failed('license-ended'))).isChosen).toBe(true);
    expect(judged(ticked, row(foreign)).isChosen).toBe(false);
  });

  it('an answer without a file is done only where there is none to give', () => {
    const file = { name: 'RENDER-01.license', text: 'text' };
    expect(answered(line(ready), row(ready), file)).toMatchObject({ outcome: 'done', file, isChosen: false });
    expect(answered(line(ready), row({ code: 'acknowledges', sequence: 4 }), null).outcome).toBe('done');
    expect(answered(line(ready), row(failed('no-free-seat')), null).outcome).toBe('failed');
  });

  it('the box of all is full only when everything is ticked', () => {
    expect(chosenOf([line(ready), line(ready)])).toBe('all');
    expect(chosenOf([line(ready), line(foreign)])).toBe('some');
    expect(chosenOf([line(ready, { isChosen: false }), line(foreign)])).toBe('none');
    expect(isChoosable(line(failed('no-free-seat')))).toBe(true);
    expect(isChoosable(line(ready, { outcome: 'done' }))).toBe(false);
  });

  it('count what issuing would do: not what waits for another look, nor what is done', () => {
    const lines = [
      line(ready),
      line(ready, { isStale: true }),
      line(ready, { outcome: 'done' }),
      line({ code: 'acknowledges', sequence: 4 }),
      newLine('F-2', 'a file', 'text'),
    ];
    expect(countsOf(lines)).toMatchObject({ ready: 3, done: 1, waiting: 1, files: 1, notes: 1 });
  });
});

describe('batches', () => {
  const lines = (sizes: number[]) => sizes.map((size) => ({ text: 'x'.repeat(size) }));
  const limits = { atOnce: 3, letters: 100 };
  it('hold so many lines and so many letters at most', () => {
    expect(batchOf(lines([10, 10, 10, 10]), limits)).toHaveLength(3);
    expect(batchOf(lines([60, 30, 30]), limits)).toHaveLength(2);
  });
  it('never stand still: one that is too long goes alone', () => {
    expect(batchOf(lines([500, 10]), limits)).toHaveLength(1);
    expect(batchOf([], limits)).toEqual([]);
  });
});

describe('batch after batch', () => {
  it('seats come back before they are taken', () => {
    const lines = (['request', 'acknowledgement', 'return', 'request'] as const).map((kind, at) =>
      judged(newLine(`${kind} ${at}`, 'stick', kind), row({ code: 'frees-seat' }, { kind })),
    );
    expect(lines.toSorted(inTurn).map(({ id }) => id)).toEqual([
      'return 2',
      'acknowledgement 1',
      'request 0',
      'request 3',
    ]);
  });
});
