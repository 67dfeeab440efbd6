import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '#shared/files/envelope.ts';
import { inspect } from '#shared/files/inspect.ts';
import { open } from '#shared/files/open.ts';
import type { FilePlatform } from '#shared/files/platform.ts';
import { type ClockReading, trustedNow } from '#shared/files/time.ts';
import type { InspectedFile } from '#shared/models/offline.ts';
import { MachineRecord } from './machine-state/record.ts';
import { readTombstones } from './machine-state/tombstones.ts';
import { stateFile } from './state-folder.ts';

/**
 * Says what files are, as the machine of a state folder sees them: without its key, without a lock, changing nothing. The
 * first of the folders that can be read counts; without any, it is as on a computer that never saw Greenroom.
 */
export function inspectFrom(
  folders: readonly string[],
  files: string,
  platform: FilePlatform,
  reading: ClockReading,
): InspectedFile[] {
  const record = folders.map(readRecordOf).find((each) => each !== null) ?? null;
  const opened = folders.map((folder) => readRoot(folder, platform)).find((root) => root.accepted);
  const buried = folders.map((folder) => readTombstones(readIfAllowed(join(folder, stateFile.returns)) ?? ''));
  const returns = buried.find((each) => each !== null && each.machine === record?.id)?.returns ?? [];
  return inspect(platform, files, {
    now: trustedNow(record?.time ?? null, reading),
    trustRoot: opened ?? null,
    machine: record && { id: record.id, name: record.name },
    applied: record?.applied ?? null,
    returned: [...(record?.returned ?? []), ...returns.map(({ payload }) => payload.lease)],
    requests: (record?.requests ?? []).map(({ id }) => id),
    returns: returns.flatMap(({ payload: { lease }, proof, hasReceipt }) =>
      proof ? [{ lease, proof: proof.digest, isReceived: hasReceipt }] : [],
    ),
    cloud: null,
  });
}

const readRecordOf = (folder: string): MachineRecord | null =>
  MachineRecord.safeParse(parseJson(readIfAllowed(join(folder, stateFile.record)) ?? '')).data ?? null;

const readRoot = (folder: string, platform: FilePlatform) =>
  open(platform, 'trust-root', readIfAllowed(join(folder, stateFile.trustRoot)) ?? '', { pinned: null });

function readIfAllowed(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
