import { createHash, createHmac } from 'node:crypto';
import type { EvidenceFactor, EvidenceName } from '#shared/models/machine.ts';
import type { EvidenceReading, EvidenceSource } from './ports.ts';

type Reason = EvidenceFactor['reason'];

/** What firmware, imaging tools and failing readers write instead of an id (MACHINES). */
const placeholders = new Set([
  'uninitialized',
  'none',
  'null',
  'undefined',
  'unknown',
  'n/a',
  'na',
  'default',
  'defaultstring',
  'default string',
  'not available',
  'not applicable',
  'not specified',
  'not settable',
  'to be filled by o.e.m.',
  'to be filled by o.e.m',
  'o.e.m.',
  'oem',
  'system serial number',
  'system product name',
  'chassis serial number',
  'base board serial number',
  'serial number',
  'invalid',
  'empty',
  '123456789',
  '0123456789',
  '1234567890',
  '03000200-0400-0500-0006-000700080009',
]);
const hashesOfNothing = new Set(
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) =>
    ['', '\n'].map((text) => createHash(name).update(text).digest('hex')),
  ),
);

/** Whether a value says anything about a machine; `read` when it does. */
export function judge(value: string): Reason {
  const plain = normalize(value);
  if (plain === '') return 'empty';
  const worthless =
    placeholders.has(plain) ||
    hashesOfNothing.has(plain) ||
    // All zeros, all F, or any other single letter, however it is grouped.
    /^(.)\1*$/.test(plain.replace(/[^a-z0-9]/g, '') || '-');
  return worthless ? 'placeholder' : 'read';
}

export interface Evidence {
  /** For people: what was read and what was not. */
  factors: EvidenceFactor[];
  /** What is sent: keyed by the cloud, so that two clouds cannot compare notes. Absent factors are left out. */
  hashesFor(cloud: string): Record<string, string>;
}

/** Reads the hardware once. Every source may fail without failing the whole. */
export async function readEvidence(source: EvidenceSource): Promise<Evidence> {
  const readings = Object.entries(await source.read()) as [EvidenceName, EvidenceReading][];
  const judged = readings.map(([name, reading]) => ({
    name,
    value: 'value' in reading ? normalize(reading.value) : '',
    reason: 'value' in reading ? judge(reading.value) : reading.trouble,
  }));
  return {
    factors: judged.map(({ name, reason }) => ({ name, reason, state: reason === 'read' ? 'present' : 'absent' })),
    hashesFor: (cloud) =>
      Object.fromEntries(
        judged
          .filter(({ reason }) => reason === 'read')
          .map(({ name, value }) => [
            name,
            createHmac('sha256', cloud).update(`${name}\0${value}`).digest('hex').slice(0, 32),
          ]),
      ),
  };
}

const normalize = (value: string) => value.trim().toLowerCase().replace(/\s+/g, ' ');
