import type { Genuine } from '#shared/files/kind.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { open } from '#shared/files/open.ts';
import type { FilePlatform } from '#shared/files/platform.ts';
import { type ClockReading, markCarried, trustedNow } from '#shared/files/time.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { MachineName } from '#shared/models/machine.ts';
import type { Notice } from '#shared/models/status.ts';
import type { StateFileName, StateFiles } from './files.ts';
import { type MachineRecord, newRecord, readRecord, rebuiltCounter } from './record.ts';
import { settleReturns, stillOpen } from './settle.ts';
import { readTombstones, type Tombstone } from './tombstones.ts';

export type Root = Genuine<TrustRootPayload>;
export type AppliedLicense = Genuine<LicensePayload>;

export interface Loaded {
  record: MachineRecord;
  /** The record differs from what is on disk. */
  isChanged: boolean;
  returns: readonly Tombstone[];
  root: Root | null;
  license: AppliedLicense | null;
}

interface Around {
  files: StateFiles;
  platform: FilePlatform;
  machine: { id: string; isNew: boolean };
  defaultName: string;
  reading: ClockReading;
}

/** Reads what the state folder holds. What is damaged is kept aside and said; what can be rebuilt is rebuilt. */
export async function loadState({ files, platform, machine, defaultName, reading }: Around): Promise<Loaded> {
  const notices: Notice[] = [];
  async function putAside(name: StateFileName, kind: Parameters<typeof noticeOf>[0]): Promise<void> {
    notices.push(noticeOf(kind, await files.setAside(name), reading));
  }

  const text = await files.read('record');
  const kept = text === null ? null : readRecord(text);
  if (text !== null && kept === null) await putAside('record', 'machine-record-rebuilt');
  let record = kept ?? newRecord(machine.id, defaultName);
  // With another key this is another machine: what was applied, asked for and given back here was not its own.
  if (record.id !== machine.id) {
    record = { ...newRecord(machine.id, record.name), counter: record.counter, notices: record.notices };
  }

  const remains = await files.read('returns');
  const tombstones = remains === null ? null : readTombstones(remains);
  if (remains !== null && tombstones === null) await putAside('returns', 'machine-record-rebuilt');
  const returns = tombstones?.machine === machine.id ? tombstones.returns : [];
  record = withTombstones(record, returns);

  const root = await loadRoot(files, platform);
  const openLicense = (held: string) => openHeld(platform, held, record, root, reading);
  await finishMove(files, record, openLicense);
  const armoured = await files.read('license');
  const opened = armoured === null || root === null ? null : openLicense(armoured);
  // A key that is no longer trusted makes no file damaged: it may be trusted again, or the next file replaces it.
  const isUnusable = opened && !opened.accepted && opened.refusal.code !== 'untrusted-key';
  if (isUnusable) await putAside('license', 'lease-file-damaged');
  const license = opened?.accepted ? opened : null;

  if (kept === null && !machine.isNew) record = rebuild(record, text ?? '', license, reading);
  if (notices.length > 0) record = { ...record, notices: [...record.notices, ...notices] };
  record = adopt(record, license, reading);
  const settled = license ? settleReturns(returns, license.payload) : returns;
  return { record, isChanged: record !== kept, returns: settled, root, license };
}

/** The tombstone is written before the record: a kill in between leaves a lease that is void all the same. */
function withTombstones(record: MachineRecord, returns: readonly Tombstone[]): MachineRecord {
  const missing = returns.map(({ payload }) => payload.lease).filter((lease) => !record.returned.includes(lease));
  const counter = Math.max(record.counter, ...returns.map(({ payload }) => payload.counter));
  if (missing.length === 0 && counter === record.counter) return record;
  return { ...record, counter, returned: [...record.returned, ...missing] };
}

/** Opens the license that was applied here, to use it. */
export function openHeld(
  platform: FilePlatform,
  armoured: string,
  { id, name, applied, returned, time }: MachineRecord,
  root: Root | null,
  reading: ClockReading,
) {
  return open(platform, 'license', armoured, {
    trustRoot: root?.payload ?? null,
    machine: { id, name },
    now: trustedNow(time, reading),
    applied,
    returned,
    purpose: { for: 'use' },
  });
}

/** A license that came with a newer trust root waits beside the current one until that root is on disk (see apply.ts). */
async function finishMove(
  files: StateFiles,
  { applied }: MachineRecord,
  openLicense: (armoured: string) => ReturnType<typeof openHeld>,
): Promise<void> {
  const waiting = await files.read('nextLicense');
  if (waiting === null) return;
  const opened = openLicense(waiting);
  if (opened.accepted && opened.payload.sequence > (applied?.sequence ?? 0)) await files.move('nextLicense', 'license');
  else await files.wipe(['nextLicense']);
}

function rebuild(
  record: MachineRecord,
  remains: string,
  license: AppliedLicense | null,
  reading: ClockReading,
): MachineRecord {
  const { data: name } = MachineName.safeParse(license?.payload.machineName);
  const counter = Math.max(record.counter, rebuiltCounter(remains, license?.payload ?? null, reading));
  return { ...record, name: name ?? record.name, counter };
}

/** The license is written before the record: a newer one on disk is what a power cut left, and counts. */
function adopt(record: MachineRecord, license: AppliedLicense | null, reading: ClockReading): MachineRecord {
  if (!license || license.payload.sequence <= (record.applied?.sequence ?? 0)) return record;
  const { sequence, issuedAt, notices, answers } = license.payload;
  const { digest } = license;
  const told = notices.map((notice): Notice => ({ id: notice.lease, at: notice.at, kind: 'lease-ended', notice }));
  // When it was signed is known, but not how long ago.
  const time = markCarried(record.time, issuedAt, reading);
  const appliedAt = trustedNow(time, reading);
  // An answer to a call needs no acknowledgement: the next call is one.
  const isCarried = answers === null || record.requests.some(({ id }) => id === answers);
  return {
    ...record,
    applied: { sequence, digest },
    time,
    notices: [...record.notices, ...told],
    requests: isCarried ? stillOpen(record.requests, license.payload) : record.requests,
    carried: isCarried ? { request: answers, sequence, digest, appliedAt, file: null } : null,
  };
}

async function loadRoot(files: StateFiles, platform: FilePlatform): Promise<Root | null> {
  const text = await files.read('trustRoot');
  if (text === null) return null;
  const opened = open(platform, 'trust-root', text, { pinned: null });
  if (opened.accepted) return opened;
  await files.setAside('trustRoot');
  return null;
}

const noticeOf = (
  kind: 'machine-record-rebuilt' | 'lease-file-damaged',
  kept: string,
  { wall }: ClockReading,
): Notice => ({
  id: `${kind}-${wall}`,
  at: wall,
  kind,
  kept,
});
