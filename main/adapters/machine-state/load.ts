import type { Genuine } from '#shared/files/kind.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { open } from '#shared/files/open.ts';
import type { FilePlatform } from '#shared/files/platform.ts';
import { type ClockReading, markSigned, trustedNow } from '#shared/files/time.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
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
  const before =
    kept?.id === machine.id ? kept : { ...(kept ?? newRecord(machine.id, defaultName)), id: machine.id, applied: null };
  const { license, notice } = await loadLicense(files, platform, before, root, reading);
  if (notice) notices.push(notice);

  const isLost = kept === null && !machine.isNew;
  const rebuilt = isLost
    ? {
        ...before,
        name: license?.payload.machineName ?? before.name,
        counter: rebuiltCounter(text ?? '', license?.payload ?? null, reading),
      }
    : before;
  const record = adopt({ ...rebuilt, notices: [...rebuilt.notices, ...notices] }, license, reading);
  return {
    record,
    isChanged:
      kept === null ||
      kept.id !== machine.id ||
      record.notices.length > kept.notices.length ||
      record.applied !== kept.applied,
    root,
    license,
  };
}

/** The license is written before the record: a newer one on disk is what a power cut left, and counts. */
function adopt(record: MachineRecord, license: AppliedLicense | null, reading: ClockReading): MachineRecord {
  if (!license || license.payload.sequence <= (record.applied?.sequence ?? 0)) return record;
  const { sequence, issuedAt, notices } = license.payload;
  const told = notices.map(
    (notice): Notice => ({
      id: `${notice.lease}-${notice.at}`,
      at: notice.at,
      kind: 'lease-ended',
      notice,
    }),
  );
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
