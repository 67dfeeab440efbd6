import { expect, test } from 'vitest';
import { text } from '#shared/text/index.ts';

const { refusals } = text;

test('older, the same number, and too far ahead are three things to do', () => {
  const superseded = (found: number, applied: number) => refusals.superseded({ code: 'superseded', found, applied });
  expect(superseded(6, 7).sentence).toBe('This file is older (number 6) than the one in use here (number 7).');
  expect(superseded(7, 7).sentence).toContain('the same number (7)');
  expect(superseded(9, 7).next).toContain('Open number 8 first');
});

test('two machines with one name are told apart', () => {
  const other = (found: string, here: string) => refusals['other-machine']({ code: 'other-machine', found, here });
  expect(other('A', 'B').sentence).toBe('This file is for A; this machine is B.');
  expect(other('A', 'A').sentence).toBe('This file is for another machine that is called A too.');
});

test('the request is not the answer', () => {
  expect(refusals['wrong-kind']({ code: 'wrong-kind', found: 'license-request', wanted: 'license' })).toEqual({
    sentence: 'This is the request; you need the answer with the license.',
    next: 'Look for a file whose name ends in .license.',
  });
  const later = refusals['wrong-kind']({ code: 'wrong-kind', found: 'season-pass', wanted: 'license' });
  expect(later.sentence).toContain('season-pass');
});

test('before a cloud is trusted, its trust root comes first', () => {
  const untrusted = (trusted: string | null) =>
    refusals['untrusted-key']({ code: 'untrusted-key', key: '0123456789abcdef', trusted });
  expect(untrusted(null).next).toMatch(/^Open the trust root of your cloud first/);
  expect(untrusted('Northlight Cloud').sentence).toBe(
    'This file was not signed by Northlight Cloud, but by an unknown key (0123456789abcdef).',
  );
});

test('another organization is named to those who belong to it', () => {
  const other = (found: string | null) =>
    refusals['other-organization']({ code: 'other-organization', found, here: 'Northlight Studios' });
  expect(other('Lumen Broadcast').next).toContain('Lumen Broadcast');
  expect(other(null).sentence).toBe('This machine belongs to another organization than Northlight Studios.');
});
