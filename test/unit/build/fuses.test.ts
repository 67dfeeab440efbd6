import { readFileSync } from 'node:fs';
import { FuseV1Options } from '@electron/fuses';
import { expect, it } from 'vitest';
import { fuses } from '../../../build/fuses.mjs';

it('states every fuse of Electron', () => {
  const known = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
  expect(known.filter((fuse) => typeof fuses[fuse] !== 'boolean')).toEqual([]);
  expect(fuses.strictlyRequireAllFuses).toBe(true);
});

it('lets nothing but the packaged app run', () => {
  expect(fuses[FuseV1Options.RunAsNode]).toBe(false);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(false);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true);
});

it('sets them when the app is packaged', () => {
  const packaging = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  expect(packaging).toContain('afterPack: build/fuses.mjs');
});
