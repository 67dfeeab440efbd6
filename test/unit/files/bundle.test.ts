import { expect, test } from 'vitest';
import { joinFiles, splitBlocks } from '#shared/files/bundle.ts';
import { kindNames, kinds } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import { forEachKind, sampleFiles, sealed } from '../../support/sample-files.ts';
import { platform } from '../../support/signed-files.ts';

const samples = sampleFiles();
const files: string[] = [];
forEachKind(samples, (kind, sample) => void files.push(sealed(kind, sample)));
const license = sealed('license', samples.license);

test('a bundle of every kind comes apart, and each part opens by itself', () => {
  const parts = splitBlocks(joinFiles(files));
  expect(parts.map(({ kind }) => kind)).toEqual(kindNames);
  expect(parts.map(({ label }) => label)).toEqual(kindNames.map((kind) => kinds[kind].label));
  forEachKind(samples, (kind, { context }) => {
    const part = parts.find((each) => each.kind === kind)?.text ?? '';
    expect(part.startsWith('-----BEGIN GREENROOM')).toBe(true);
    expect(open(platform, kind, part, context).accepted).toBe(true);
  });
});

test('files without a last newline are joined with one', () => {
  const joined = joinFiles(files.map((file) => file.trimEnd()));
  expect(splitBlocks(joined)).toEqual(splitBlocks(joinFiles(files)));
  expect(joinFiles([])).toBe('');
});

test('mail quoting, CRLF and byte-order marks are left behind', () => {
  const [plain] = splitBlocks(license);
  expect(splitBlocks(`\uFEFF> ${license.replaceAll('\n', '\r\n> ')}`)).toEqual([plain]);
});

test('a broken block stays broken, and does not hide the one after it', () => {
  const parts = splitBlocks(license.slice(0, 700) + license);
  expect(parts.map(({ kind }) => kind)).toEqual(['license', 'license']);
  expect(open(platform, 'license', parts[0]?.text ?? '', samples.license.context)).toEqual({
    accepted: false,
    refusal: { code: 'damaged', part: 'block' },
  });
});

test('kinds of a later version are passed on, and named as unknown', () => {
  const later = license.replaceAll('LICENSE', 'SEASON PASS');
  expect(splitBlocks(later)).toMatchObject([{ label: 'SEASON PASS', kind: null }]);
  expect(splitBlocks('nothing here')).toEqual([]);
});

test('of a million blocks the first ten thousand are taken', () => {
  const empty = '-----BEGIN GREENROOM LICENSE-----\n-----END GREENROOM LICENSE-----\n';
  expect(splitBlocks(empty.repeat(100_000))).toHaveLength(10_000);
});
