import type { Genuine } from '#shared/files/kind.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { open } from '#shared/files/open.ts';
import type { FilePlatform } from '#shared/files/platform.ts';
import { type ClockReading, markSigned, trustedNow } from '#shared/files/time.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { MachineName } from '#shared/models/machine.ts';
import type { Notice } from '#shared/models/status.ts';
import type { StateFiles } from './files.ts';
import { type MachineRecord, newRecord, readRecord, rebuiltCounter } from './record.ts';

export type Root = Genuine<TrustRootPayload>;
export type AppliedLicense = Genuine<LicensePayload>;

export interface Loaded {
  record: MachineRecord;
  /** The record differs from what is on disk. */
  isChanged: boolean;
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
  const text = await files.read('record');
  const kept = text === null ? null : readRecord(text);
  if (text !== null && kept === null) {
    notices.push(noticeOf('machine-record-rebuilt', await files.setAside('record'), reading));
  }
  const root = await loadRoot(files, platform);
  let record = kept ?? newRecord(machine.id, defaultName);
  // With another key this is another machine: what was applied here was not for it.
  if (record.id !== machine.id) record = { ...record, id: machine.id, applied: null };
  const { license, notice } = await loadLicense(files, platform, record, root, reading);
  if (notice) notices.push(notice);
  if (kept === null && !machine.isNew) record = rebuild(record, text ?? '', license, reading);
  if (notices.length > 0) record = { ...record, notices: [...record.notices, ...notices] };
  record = adopt(record, license, reading);
  return { record, isChanged: record !== kept, root, license };
}

function rebuild(
  record: MachineRecord,
  remains: string,
  license: AppliedLicense | null,
  reading: ClockReading,
): MachineRecord {
  const { data: name } = MachineName.safeParse(license?.payload.machineName);
  const counter = rebuiltCounter(remains, license?.payload ?? null, reading);
  return { ...record, name: name ?? record.name, counter };
}

/** The license is written before the record: a newer one on disk is what a power cut left, and counts. */
function adopt(record: MachineRecord, license: AppliedLicense | null, reading: ClockReading): MachineRecord {
  if (!license || license.payload.sequence <= (record.applied?.sequence ?? 0)) return record;
  const { sequence, issuedAt, notices } = license.payload;
  const told = notices.map((notice): Notice => ({ id: notice.lease, at: notice.at, kind: 'lease-ended', notice }));
  return {
    ...record,
    applied: { sequence, digest: license.digest },
    // When it was signed is known, but not how long ago by this boot's clock.
    time: { ...markSigned(issuedAt, reading), bootId: '' },
    notices: [...record.notices, ...told],
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

async function loadLicense(
  files: StateFiles,
  platform: FilePlatform,
  { id, name, applied, time }: MachineRecord,
  root: Root | null,
  reading: ClockReading,
): Promise<{ license: AppliedLicense | null; notice: Notice | null }> {
  const text = await files.read('license');
  if (text === null || root === null) return { license: null, notice: null };
  const opened = open(platform, 'license', text, {
    trustRoot: root.payload,
    machine: { id, name },
    now: trustedNow(time, reading),
    applied,
    purpose: { for: 'use' },
  });
  if (opened.accepted) return { license: opened, notice: null };
  return { license: null, notice: noticeOf('lease-file-damaged', await files.setAside('license'), reading) };
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
