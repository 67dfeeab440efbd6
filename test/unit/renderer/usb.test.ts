import { expect, it } from 'vitest';
import type { Drive } from '#shared/models/offline.ts';
import { offeredOn, roomOn, sizeOf, takeable, takingOf, targetFor } from '../../../renderer/state/usb.ts';
import { pictureCarried } from '../../support/fake-api/library-data.ts';

const stick = (id: string, change: Partial<Drive> = {}): Drive => ({
  id,
  label: id,
  freeBytes: 10_000,
  isWritable: true,
  files: [],
  skipped: [],
  ...change,
});
const carried = pictureCarried('E:\\');

it('knows where there is room', () => {
  expect(roomOn(stick('E:'), 10_000)).toBe('fits');
  expect(roomOn(stick('E:'), 10_001)).toBe('too-small');
  expect(roomOn(stick('E:', { isWritable: false }), 1)).toBe('read-only');
  expect(roomOn(stick('E:', { freeBytes: null }), 10_001)).toBe('fits');
});

it('writes to the stick that was chosen while it has room, else to the first that has', () => {
  const small = stick('small', { freeBytes: 10 });
  const drives = [small, stick('large'), stick('other')];
  expect(targetFor(drives, 500, null)?.id).toBe('large');
  expect(targetFor(drives, 500, 'other')?.id).toBe('other');
  expect(targetFor(drives, 500, 'small')?.id).toBe('large');
  expect(targetFor([small], 500, null)).toBeNull();
});

it('adds up what goes onto a stick, and what of it has to be fetched first', () => {
  const artifacts = carried[0]?.artifacts ?? [];
  expect(sizeOf(artifacts, new Set(['user-guide', 'example-arctic-studio']))).toEqual({
    bytes: 38_000_000 + 6_210_000_000,
    fetched: 38_000_000,
  });
  expect(sizeOf(artifacts, new Set())).toEqual({ bytes: 0, fetched: 0 });
});

it('takes from a stick what verified and is not here yet', () => {
  const [genuine, foreign] = carried;
  if (!genuine || !foreign) throw new Error('two releases are expected');
  expect(takeable(genuine).map(({ id }) => id)).toEqual(['installer-linux', 'user-guide']);
  expect(takeable({ ...genuine, refusal: foreign.refusal })).toEqual([]);
});

it('offers a stick only for what is genuine, on it, and new to this machine', () => {
  expect(offeredOn(carried, 'E:\\').map(({ folder }) => folder)).toEqual(['graphics-25.4.1']);
  expect(offeredOn(carried, 'F:\\')).toEqual([]);
  const known = carried.map((release) => ({
    ...release,
    artifacts: release.artifacts.map((artifact) => ({ ...artifact, isHere: true })),
  }));
  expect(offeredOn(known, 'E:\\')).toEqual([]);
});

it('takes each ticked file once, though two sticks carry it', () => {
  const both = [...carried, ...pictureCarried('F:\\')];
  const taking = takingOf(both, (_, artifact) => artifact !== 'user-guide');
  expect(taking.map(({ release, artifacts }) => [release.drive, ...artifacts.map(({ id }) => id)])).toEqual([
    ['E:\\', 'installer-linux'],
  ]);
  const fromSecond = takingOf(both, ({ drive }) => drive === 'F:\\');
  expect(fromSecond.map(({ release }) => release.drive)).toEqual(['F:\\']);
});
