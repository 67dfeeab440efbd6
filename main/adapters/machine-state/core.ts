import { Failure } from '#shared/errors.ts';
import type { FilePlatform, Signer } from '#shared/files/platform.ts';
import { type ClockReading, clockState, type ClockState, trustedNow, usualAllowance } from '#shared/files/time.ts';
import type { MachineRef, Platform } from '#shared/models/machine.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Clock, Random } from '../../services/ports.ts';
import type { FileSystem } from '../atomic-file.ts';
import { openStateFiles, type StateFiles } from './files.ts';
import { loadMachineKey } from './key.ts';
import { type AppliedLicense, loadState, openHeld, type Root } from './load.ts';
import { type KeptRequest, type MachineRecord, writeRecord } from './record.ts';
import { type Tombstone, writeTombstones } from './tombstones.ts';

export interface MachineStateOptions {
  folder: string;
  platform: FilePlatform;
  clock: Pick<Clock, 'now' | 'monotonic' | 'bootId'>;
  random: Pick<Random, 'bytes'>;
  system: Platform;
  /** What the machine is called until somebody gives it a name. */
  defaultName: string;
  fs?: FileSystem;
}

/** What all parts of the machine state share: what is in the folder, as it is in memory, and how it is changed. */
export interface Core {
  readonly files: StateFiles;
  readonly platform: FilePlatform;
  readonly clock: MachineStateOptions['clock'];
  readonly random: MachineStateOptions['random'];
  readonly system: Platform;
  key: Signer;
  record: MachineRecord;
  returns: readonly Tombstone[];
  root: Root | null;
  license: AppliedLicense | null;
  /** This process has wiped the identity: it makes no other one. */
  isWiped: boolean;

  /** One change after the other. */
  inTurn<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Writes the record with a change; in memory only once it is on disk. */
  keep(change: Partial<MachineRecord>): Promise<void>;
  keepReturns(returns: readonly Tombstone[]): Promise<void>;
  /** A counter that nothing was signed with yet; it must be kept before what it signs is given out. */
  nextCounter(): number;
  /** Given back by file: whatever a license says, such a lease is void here. */
  isReturned(lease: string): boolean;
  /** The requests that may still be answered. */
  openRequests(): KeptRequest[];
  /** What a receipt may be for. */
  proofs(): { lease: string; proof: string; isReceived: boolean }[];
  /** Opens the license on disk anew, after the trust root is another one. */
  reopenLicense(): Promise<void>;
  machineRef(): MachineRef;
  reading(): ClockReading;
  /** Trusted time. */
  now(): Moment;
  clockState(): ClockState;
  /** How far the clock may be set back, in all. */
  allowance(): number;
}

/** Opens a state folder, and keeps in memory what it holds. */
export async function openCore(options: MachineStateOptions): Promise<Core> {
  const { folder, platform, clock, random, system, defaultName, fs } = options;
  const reading = (): ClockReading => ({
    wall: clock.now(),
    bootId: clock.bootId() ?? '',
    uptime: clock.monotonic(),
  });
  const files = await openStateFiles(folder, clock.now, fs);
  const key = await loadMachineKey(files, platform);
  const machine = { id: key.keyId, isNew: key.isNew };
  const loaded = await loadState({ files, platform, machine, defaultName, reading: reading() });

  const core: Core = {
    files,
    platform,
    clock,
    random,
    system,
    key,
    reading,
    record: loaded.record,
    returns: loaded.returns,
    root: loaded.root,
    license: loaded.license,
    isWiped: false,
    inTurn: createInTurn(),
    isReturned: (lease) =>
      core.record.returned.includes(lease) || core.returns.some(({ payload }) => payload.lease === lease),
    openRequests: () =>
      // One from before its cloud began was made by a clock that had lost the date: its use-by means nothing.
      core.record.requests.filter(
        ({ madeAt, useBy }) => core.now() <= useBy || madeAt < (core.root?.payload.issuedAt ?? 0),
      ),
    proofs: () =>
      core.returns.flatMap(({ payload: { lease }, proof, hasReceipt }) =>
        proof ? [{ lease, proof: proof.digest, isReceived: hasReceipt }] : [],
      ),
    async keep(change) {
      if (core.isWiped) throw new Failure('identity-wiped', {});
      const next = { ...core.record, ...change };
      await files.write('record', writeRecord(next));
      core.record = next;
    },
    async keepReturns(returns) {
      if (core.isWiped) throw new Failure('identity-wiped', {});
      await files.write('returns', writeTombstones(core.key.keyId, returns));
      core.returns = returns;
    },
    nextCounter: () => Math.max(core.record.counter, ...core.returns.map(({ payload }) => payload.counter)) + 1,
    async reopenLicense() {
      const text = await files.read('license');
      const opened = text === null ? null : openHeld(platform, text, core.record, core.root, reading());
      core.license = opened?.accepted ? opened : null;
    },
    machineRef: () => ({ id: core.key.keyId, name: core.record.name, platform: system }),
    now: () => trustedNow(core.record.time, reading()),
    clockState: () => clockState(core.record.time, reading(), core.allowance()),
    allowance: () => core.license?.payload.setBackAllowance ?? usualAllowance,
  };
  if (loaded.isChanged) await core.keep({});
  return core;
}

function createInTurn(): Core['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task, task);
    last = result.catch(() => undefined);
    return result;
  };
}
