import { z } from 'zod';
import { parseJson } from '#shared/files/envelope.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { type ClockReading, TimeMarks } from '#shared/files/time.ts';
import { Id } from '#shared/models/id.ts';
import { MachineName } from '#shared/models/machine.ts';
import { Notice } from '#shared/models/status.ts';

/** `machine.json`: what this machine knows about itself, apart from its key. */
export const MachineRecord = z.object({
  version: z.literal(1),
  id: Id.describe('key id of the machine; programs of other people cannot read the key itself'),
  name: MachineName,
  counter: z.int().min(0).describe('of the last call signed'),
  applied: z.object({ sequence: z.int(), digest: z.string() }).nullable(),
  time: TimeMarks.nullable(),
  notices: z.array(Notice).max(200),
  lastPick: Id.nullable(),
});
export type MachineRecord = z.infer<typeof MachineRecord>;

/** null when the text is not a record. */
export const readRecord = (text: string): MachineRecord | null => MachineRecord.safeParse(parseJson(text)).data ?? null;

export const writeRecord = (record: MachineRecord) => `${JSON.stringify(record, null, 2)}\n`;

export const newRecord = (id: string, name: string): MachineRecord => ({
  version: 1,
  id,
  name,
  counter: 0,
  applied: null,
  time: null,
  notices: [],
  lastPick: null,
});

/**
 * A counter to go on with when the record is lost. It must never be lower than one used before, or the cloud takes this
 * machine for a copy: what can still be read of the old record, and milliseconds, which no counting by ones reaches.
 */
export function rebuiltCounter(remains: string, license: LicensePayload | null, { wall }: ClockReading): number {
  const seen = [...remains.matchAll(/"counter":\s*(\d{1,15})/g)].map(([, digits]) => Number(digits));
  return Math.max(wall, license?.issuedAt ?? 0, ...seen) + 1;
}
