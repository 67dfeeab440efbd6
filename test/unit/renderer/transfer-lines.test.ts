import { describe, expect, it } from 'vitest';
import type { Transfer } from '#shared/models/transfer.ts';
import { explain } from '#shared/text/index.ts';
import {
  aboutOf,
  actsOf,
  asksBeforeCancel,
  failureOf,
  kindAndSizeOf,
  leftOf,
  percentOf,
  speedLine,
  speedOf,
  titleOf,
} from '../../../renderer/state/transfer-lines.ts';

const artifact = { id: 'x', kind: 'installer', title: 'Graphics for Linux', fileName: 'x.run' } as const;
const product = { id: 'graphics', name: 'Graphics' };

describe('a transfer in words', () => {
  it('is called by its product when it is an installer, else by its own name', () => {
    expect(titleOf({ artifact, product, version: '25.4.1' })).toBe('Graphics 25.4.1');
    const example = { ...artifact, kind: 'example-project', title: 'Election Night' } as const;
    expect(titleOf({ artifact: example, product, version: '25.4.1' })).toBe('Election Night');
  });

  it('says which stick it goes to or comes from', () => {
    expect(aboutOf({ artifact, size: 7_360_000_000, kind: 'download', drive: null })).toBe('Installer, 7.36 GB');
    expect(aboutOf({ artifact, size: 1_000_000, kind: 'save', drive: 'N-01' })).toMatch(/to N-01$/);
    expect(aboutOf({ artifact, size: 1_000_000, kind: 'add', drive: 'N-01' })).toMatch(/from N-01$/);
  });

  it('calls a document by what it is', () => {
    expect(kindAndSizeOf({ kind: 'documentation', fileName: 'guide.PDF' }, 1_000)).toMatch(/^PDF/);
    expect(kindAndSizeOf({ kind: 'documentation', fileName: 'guide.zip' }, 1_000)).toMatch(/^Documentation/);
  });

  it('never says 100 % before every byte is verified', () => {
    expect(percentOf({ verifiedBytes: 999_999, size: 1_000_000 })).toBe('99 %');
    expect(percentOf({ verifiedBytes: 1_000_000, size: 1_000_000 })).toBe('100 %');
    expect(percentOf({ verifiedBytes: 0, size: 0 })).toBe('0 %');
  });

  it('has a speed and a time only while it runs', () => {
    expect(speedOf({ state: 'running', bytesPerSecond: 48_200_000 })).toBe('48.2 MB/s');
    expect(speedOf({ state: 'paused', bytesPerSecond: 48_200_000 })).toBeNull();
    expect(leftOf({ state: 'running', secondsLeft: 65 })).toBe('1 min 5 s left');
    expect(leftOf({ state: 'running', secondsLeft: null })).toBeNull();
  });
});

describe('what can be done with a transfer', () => {
  it('follows its state', () => {
    const may = (state: Transfer['state']) =>
      Object.entries(actsOf({ state, kind: 'download' })).flatMap(([act, can]) => (can ? [act] : []));
    expect(may('queued')).toEqual(['pause', 'move']);
    expect(may('running')).toEqual(['pause']);
    expect(may('verifying')).toEqual(['pause']);
    expect(may('waiting-for-network')).toEqual(['pause']);
    expect(may('paused')).toEqual(['resume', 'move']);
    expect(may('failed')).toEqual(['retry']);
    expect(may('done')).toEqual(['open']);
    expect(actsOf({ state: 'done', kind: 'save' }).open).toBe(false);
  });

  it('asks before much is thrown away, and never when it is done', () => {
    expect(asksBeforeCancel({ state: 'running', verifiedBytes: 49_999_999 })).toBe(false);
    expect(asksBeforeCancel({ state: 'paused', verifiedBytes: 50_000_000 })).toBe(true);
    expect(asksBeforeCancel({ state: 'done', verifiedBytes: 9_000_000_000 })).toBe(false);
  });
});

describe('why a transfer has stopped', () => {
  it('is a failure of the one table, with a sentence', () => {
    const details = { path: '/library', neededBytes: 410_000_000, freeBytes: 51_000_000 };
    const failure = failureOf({ failure: { code: 'not-enough-space', details } });
    expect(failure?.code).toBe('not-enough-space');
    expect(failure && explain(failure).sentence).toContain('410 MB');
  });

  it('names a code it does not know, and one whose details are not as they should be', () => {
    expect(failureOf({ failure: { code: 'from-the-future', details: {} } })?.details).toEqual({
      id: 'from-the-future',
    });
    expect(failureOf({ failure: { code: 'toString', details: {} } })?.code).toBe('internal');
    expect(failureOf({ failure: { code: 'disk-full', details: {} } })?.details).toEqual({ id: 'disk-full' });
    expect(failureOf({ failure: null })).toBeNull();
  });
});

describe('the graph of the last minute', () => {
  it('is scaled to its own peak and ends at the right edge', () => {
    expect(speedLine([0, 50, 100], 59, 10)).toBe('57.0,10.0 58.0,5.0 59.0,0.0');
  });

  it('stays on the ground while nothing moves', () => {
    expect(speedLine([0, 0], 59, 10)).toBe('58.0,10.0 59.0,10.0');
    expect(speedLine([], 59, 10)).toBe('');
  });
});
