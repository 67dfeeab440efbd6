import { z } from 'zod';
import { Digest } from '#shared/files/digest.ts';
import { parseJson } from '#shared/files/envelope.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { RequestId } from '#shared/files/license-request.ts';
import { type ClockReading, TimeMarks } from '#shared/files/time.ts';
import { Id } from '#shared/models/id.ts';
import { MachineName } from '#shared/models/machine.ts';
import { CarriedFile, OpenRequest } from '#shared/models/offline.ts';
import { EndsSoon, Notice } from '#shared/models/status.ts';
import { Moment } from '#shared/models/time.ts';

/** A request that waits for its answer, with the file that was given out. */
export const KeptRequest = OpenRequest.extend({ file: CarriedFile });
export type KeptRequest = z.infer<typeof KeptRequest>;

/** A license that came by file: the cloud does not know yet that it is in use. `file`: the acknowledgement, once it was asked for. */
export const CarriedLicense = z.object({
  request: RequestId.nullable(),
  sequence: z.int().min(1),
  digest: Digest,
  appliedAt: Moment,
  file: CarriedFile.nullable(),
});
export type CarriedLicense = z.infer<typeof CarriedLicense>;

/** `machine.json`: what this machine knows about itself, apart from its key. */
export const MachineRecord = z.object({
  version: z.literal(1),
  id: Id.describe('key id of the machine; programs of other people cannot read the key itself'),
  name: MachineName,
  counter: z.int().min(0).describe('of the last call or file signed'),
  applied: z.object({ sequence: z.int(), digest: z.string() }).nullable(),
  returned: z.array(Id).default([]).describe('leases that were given back by file: void, whatever a license says'),
  time: TimeMarks.nullable(),
  notices: z.array(Notice).max(200),
  warned: z
    .array(EndsSoon.pick({ lease: true, what: true, endsAt: true, days: true }))
    .default([])
    .describe('what people were warned of already'),
  lastPick: Id.nullable(),
  requests: z.array(KeptRequest).default([]),
  carried: CarriedLicense.nullable().default(null),
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
  returned: [],
  time: null,
  notices: [],
  warned: [],
  lastPick: null,
  requests: [],
  carried: null,
});

/**
 * A counter to go on with when the record is lost. It must never be lower than one used before, or the cloud takes this
 * machine for a copy: what can still be read of the old record, and milliseconds, which no counting by ones reaches.
 */
export function rebuiltCounter(remains: string, license: LicensePayload | null, { wall }: ClockReading): number {
  const seen = [...remains.matchAll(/"counter":\s*(\d{1,15})/g)].map(([, digits]) => Number(digits));
  return Math.max(wall, license?.issuedAt ?? 0, ...seen) + 1;
}
