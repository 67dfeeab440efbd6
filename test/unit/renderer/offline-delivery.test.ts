import { describe, expect, it } from 'vitest';
import { splitBlocks } from '#shared/files/bundle.ts';
import { Failure } from '#shared/errors.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import { createDelivery } from '../../../renderer/state/offline-delivery.ts';
import type { IntakeReport } from '../../../renderer/state/offline-intake.ts';
import { answered, type IntakeLine, newLine } from '../../../renderer/state/offline-lines.ts';
import { reportText, summaryOf } from '../../../renderer/state/offline-report.ts';
import { bundleOf, saveFiles, type SavePlace } from '../../../renderer/state/offline-save.ts';
import { carriedText, pictureRequests } from '../../support/fake-api/carried.ts';
import { fakeCompanion } from '../../support/fake-api/companion.ts';
import { pictureTime } from '../../support/fake-api/data.ts';
import { issue } from '../../support/fake-api/intake.ts';
import { stickWith } from '../../support/fake-api/offline-scenes.ts';
import { createWorld } from '../../support/fake-api/world.ts';

const stick = { id: 'E:\\', label: 'NORTHLIGHT-01' };
const toStick: SavePlace = { to: 'drive', drive: stick };

/** The lines of the picture after everything was issued. */
function issuedLines(): { lines: IntakeLine[]; report: IntakeReport } {
  const world = createWorld(pictureTime);
  const lines = pictureRequests.map((carried, index) => {
    const text = carriedText(carried);
    const { file, ...row } = issue(world, { text });
    return answered(newLine(`F-${index}`, `${carried.machine}.license-request`, text), row, file);
  });
  const idsOf = (outcome: IntakeLine['outcome']) => lines.filter((l) => l.outcome === outcome).map(({ id }) => id);
  const report: IntakeReport = {
    startedAt: pictureTime,
    endedAt: pictureTime + 1500,
    issued: idsOf('done'),
    refused: idsOf('failed'),
    unsent: [],
    failure: null,
    wasStopped: false,
  };
  return { lines, report };
}

/** A delivery whose intake has issued everything already. */
function deliveryOf(save: (files: readonly CarriedFile[], place: SavePlace) => ReturnType<typeof saveFiles>) {
  const { lines, report } = issuedLines();
  const state = { organization: 'O', person: null, lines, work: null, failure: null, report };
  return createDelivery({
    intake: { getState: () => state, issue: async () => report },
    save,
    explain: (error) => error as Failure,
    now: () => pictureTime,
  });
}

describe('answers on their way', () => {
  it('are one bundle, in which every machine finds its own', async () => {
    const saved: CarriedFile[] = [];
    const delivery = deliveryOf((files, place) => {
      saved.push(...files);
      return saveFiles(files, place, { companion: null, download: () => {} });
    });
    await delivery.run({ place: { to: 'downloads' }, isBundle: false, owner: 'Northlight Studios' });
    expect(saved.map(({ name }) => name)).toEqual(['Northlight-Studios-2026-11-23.license']);
    expect(splitBlocks(saved[0]!.text)).toHaveLength(6);
    expect(delivery.getState()).toMatchObject({ isShown: true, isSaving: false, saved: { drive: null, count: 6 } });
  });

  it('are one file for each machine on a stick, when that is wished', async () => {
    const world = createWorld(pictureTime);
    stickWith(world, []);
    const delivery = deliveryOf((files, place) =>
      saveFiles(files, place, { companion: fakeCompanion(world), download: () => expect.unreachable() }),
    );
    await delivery.run({ place: toStick, isBundle: false, owner: 'Northlight Studios' });
    expect(world.onSticks[stick.id]).toHaveLength(6);
    expect(delivery.getState().saved).toMatchObject({ drive: 'E:', count: 6 });
  });

  it('stay when the stick is full or gone, and are saved at the next try', async () => {
    const world = createWorld(pictureTime);
    stickWith(world, []);
    world.saving = new Failure('disk-full', { path: stick.id });
    const delivery = deliveryOf((files, place) =>
      saveFiles(files, place, { companion: fakeCompanion(world), download: () => {} }),
    );
    const wish = { place: toStick, isBundle: true, owner: 'Northlight Studios' };
    await delivery.run(wish);
    expect(delivery.getState()).toMatchObject({ saved: null, failure: { code: 'disk-full' }, isShown: true });
    world.saving = null;
    await delivery.save(wish);
    expect(delivery.getState()).toMatchObject({ saved: { count: 6 }, failure: null });
    expect(world.onSticks[stick.id]).toHaveLength(1);
  });
});

describe('bundles', () => {
  const file = (name: string): CarriedFile => ({ name, text: carriedText({ kind: 'license', machine: name }) });
  it('of one file are that file; of receipts alone are called receipts', () => {
    expect(bundleOf([file('a.license')], 'Northlight', pictureTime)?.name).toBe('a.license');
    expect(bundleOf([file('a.return-receipt'), file('b.return-receipt')], 'N', pictureTime)?.name).toBe(
      'N-2026-11-23.return-receipt',
    );
    expect(bundleOf([], 'N', pictureTime)).toBeNull();
  });
});

describe('the report', () => {
  it('counts what was done, and gives a sentence and a next step for every line that was not', () => {
    const { lines, report } = issuedLines();
    const summary = summaryOf(report, lines);
    expect(summary.counts.map(({ words }) => words)).toEqual(['6 licenses', '2 refused']);
    expect(summary.files).toBe(6);
    expect(summary.failed.map(({ machine }) => machine)).toEqual(['CTRL-B', 'FB-OB-2']);
    for (const { why, next } of summary.failed)
      expect([why, next].every((sentence) => sentence.length > 10)).toBe(true);
  });

  it('can be kept as plain text: a line for each file', () => {
    const { lines, report } = issuedLines();
    const written = reportText(summaryOf(report, lines), null, pictureTime, 'Europe/Oslo');
    expect(written).toContain('Mon 23 Nov 2026, 14:06 Europe/Oslo');
    expect(written).toContain('OB-1-RENDER-01: OB-1-RENDER-01-2026-11-23.license');
    expect(written).toContain('FB-OB-2: This machine belongs to Fjord Broadcast');
  });

  it('says of what was not reached that it was not answered', () => {
    const { lines, report } = issuedLines();
    const [first] = report.issued;
    const cut = { ...report, issued: report.issued.slice(1), unsent: [first!] };
    const unreached = lines.map((line) =>
      line.id === first ? { ...line, outcome: 'none' as const, file: null } : line,
    );
    expect(summaryOf(cut, unreached).counts.at(-1)?.words).toBe('1 not answered');
  });
});
