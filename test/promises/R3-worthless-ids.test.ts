import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { judgeEvidence } from '#cloud/rules/evidence.ts';
import { judge, readEvidence } from '#main/services/evidence.ts';
import type { EvidenceSource } from '#main/services/ports.ts';
import { EvidenceHashes } from '#shared/files/machine-introduction.ts';
import { EvidenceName } from '#shared/models/machine.ts';

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

/** What could be read on a machine, one fact of it worthless. */
const readingWith = (name: EvidenceName, value: string): EvidenceSource => ({
  read: async () => ({ ...facts, [name]: { value } }),
  isVirtual: async () => false,
});
const facts = Object.fromEntries(EvidenceName.options.map((name) => [name, { value: `a good ${name}` }])) as Record<
  EvidenceName,
  { value: string }
>;

test('R3: none of them is sent, as whatever fact it was read', async () => {
  let tried = 0;
  for (const name of EvidenceName.options) {
    for (const value of worthless) {
      const { factors, hashesFor } = await readEvidence(readingWith(name, value));
      expect(factors.filter(({ state }) => state === 'absent').map((factor) => factor.name)).toEqual([name]);
      expect(Object.keys(hashesFor('cloud'))).toEqual(EvidenceName.options.filter((other) => other !== name));
      tried += 1;
    }
  }
  console.log(`R3: ${tried} readings of ${EvidenceName.options.length} facts, 0 worthless ones sent`);
});

test('R3: what is sent is a hash, another one for each cloud and each fact', async () => {
  const same = Object.fromEntries(EvidenceName.options.map((name) => [name, { value: 'the same' }])) as typeof facts;
  const { hashesFor } = await readEvidence({ read: async () => same, isVirtual: async () => false });
  const hashes = [hashesFor('one'), hashesFor('two')].flatMap(Object.values);
  expect(new Set(hashes).size).toBe(2 * EvidenceName.options.length);
  expect(EvidenceHashes.safeParse(hashesFor('one')).success).toBe(true);
});

test('R3: what many machines of a cloud have is worth nothing either', () => {
  const hash = (letter: string) => letter.repeat(32);
  for (const name of EvidenceName.options) {
    const enrolled = { evidence: { [name]: hash('a') }, isVirtual: true };
    const isShared = (_: string, value: string) => value === hash('a');
    expect(judgeEvidence(enrolled, { [name]: hash('b') }, isShared).matches).toBe(true);
    expect(judgeEvidence(enrolled, { [name]: hash('b') }).matches).toBe(false);
  }
});
