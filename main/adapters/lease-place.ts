import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { parseJson } from '#shared/files/envelope.ts';
import { open } from '#shared/files/open.ts';
import type { FilePlatform } from '#shared/files/platform.ts';
import type { LeasePlace } from '#shared/files/product-check.ts';
import { type ClockReading, clockState, trustedNow } from '#shared/files/time.ts';
import { MachineRecord } from './machine-state/record.ts';
import { readTombstones } from './machine-state/tombstones.ts';
import { stateFile } from './state-folder.ts';

const KnownMachine = MachineRecord.pick({ id: true, name: true, applied: true, returned: true, time: true });
type KnownMachine = z.infer<typeof KnownMachine>;

/** Reads the leases in a state folder as any program on this machine can: without the machine's key, without a lock. */
export function readLeasePlace(folder: string, platform: FilePlatform, reading: ClockReading): LeasePlace {
  const file = join(folder, stateFile.license);
  const text = readIfAllowed(file);
  if (text === null) return { file: null };
  const root = readIfAllowed(join(folder, stateFile.trustRoot));
  if (root === null) return { file, refusal: 'untrusted-key' };
  const trusted = open(platform, 'trust-root', root, { pinned: null });
  if (!trusted.accepted) return { file, refusal: trusted.refusal.code };
  const machine = readMachine(folder, platform);
  if (machine === null) return { file, refusal: 'damaged' };
  const returned = [...machine.returned, ...buried(folder, machine.id)];
  const now = trustedNow(machine.time, reading);
  const openLicense = (held: string) =>
    open(platform, 'license', held, {
      trustRoot: trusted.payload,
      machine,
      now,
      applied: machine.applied,
      returned,
      purpose: { for: 'use' },
    });
  const current = openLicense(text);
  // While the trust root changes, the license that goes with it may still lie beside the one of before.
  const waiting = current.accepted ? null : readIfAllowed(join(folder, stateFile.nextLicense));
  const opened = waiting === null ? current : openLicense(waiting);
  if (!opened.accepted) return { file, refusal: opened.refusal.code };
  const { leases, setBackAllowance, issuedAt } = opened.payload;
  return {
    file,
    refusal: null,
    leases: leases.filter(({ id }) => !returned.includes(id)),
    // Without marks of time there is at least the moment of signing.
    now: machine.time ? now : Math.max(now, issuedAt),
    clock: clockState(machine.time, reading, setBackAllowance),
  };
}

/** The key says which machine this is, where it may be read; else the record beside it does. */
function readMachine(folder: string, platform: FilePlatform): KnownMachine | null {
  const { data: record } = KnownMachine.safeParse(parseJson(readIfAllowed(join(folder, stateFile.record)) ?? ''));
  const key = readIfAllowed(join(folder, stateFile.key));
  if (key === null) return record ?? null;
  try {
    const { keyId } = platform.signer(key);
    return { ...(record ?? { name: '', applied: null, returned: [], time: null }), id: keyId };
  } catch {
    return null;
  }
}

/** What was given back stays so when the record is lost, too. */
function buried(folder: string, machine: string): string[] {
  const tombstones = readTombstones(readIfAllowed(join(folder, stateFile.returns)) ?? '');
  return tombstones?.machine === machine ? tombstones.returns.map(({ payload }) => payload.lease) : [];
}

function readIfAllowed(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
