import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { judge, readEvidence } from '#main/services/evidence.ts';
import { evidenceOf } from '../support/companion.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The list in MACHINES, and its kin as firmware writes them. */
const worthless = [
  '',
  '   ',
  '\n',
  '03000200-0400-0500-0006-000700080009',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '00:00:00:00:00:00',
  'FF:FF:FF:FF:FF:FF',
  '0',
  '0000000000',
  'XXXXXXXX',
  '-',
  '........',
  'To be filled by O.E.M.',
  'To Be Filled By O.E.M.',
  'TO BE FILLED BY O.E.M',
  ' to be filled by o.e.m. ',
  'Default string',
  'Not Specified',
  'Not Applicable',
  'System Serial Number',
  'None',
  'N/A',
  'unknown',
  'uninitialized',
  'Uninitialized\n',
  '123456789',
  sha256(''),
  sha256('').toUpperCase(),
  sha256('\n'),
];
const good = [
  '4c4c4544-0042-3510-8054-b7c04f4d3432',
  'S4EVNX0R123456',
  'a1:b2:c3:d4:e5:f6',
  'AMD EPYC x8',
  sha256('a machine'),
];

test('R3: worthless ids are refused', () => {
  expect(worthless.filter((value) => judge(value) === 'read')).toEqual([]);
  expect(good.filter((value) => judge(value) !== 'read')).toEqual([]);
  console.log(`R3: ${worthless.length} worthless ids, 0 taken; ${good.length} real ones, 0 refused`);
});

test('R3: none of them is sent, and every source may fail', async () => {
  for (const value of worthless) {
    const { factors, hashesFor } = await readEvidence({ read: async () => evidenceOf(value) });
    expect(factors[0]).toMatchObject({ name: 'os-machine-id', state: 'absent' });
    expect(Object.keys(hashesFor('cloud'))).toEqual(['cpu']);
  }
});

test('R3: what is sent is a hash, another one for each cloud and each fact', async () => {
  const { hashesFor } = await readEvidence({ read: async () => ({ ...evidenceOf('same'), cpu: { value: 'same' } }) });
  const [one, two] = [hashesFor('one'), hashesFor('two')];
  const hashes = [one['os-machine-id'], one['cpu'], two['os-machine-id'], two['cpu']];
  expect(new Set(hashes).size).toBe(4);
  expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash ?? ''))).toBe(true);
});
