import { Failure } from '#shared/errors.ts';
import { sealCall } from '#shared/files/call.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { toHex } from '#shared/files/keys.ts';
import { type Opening, open } from '#shared/files/open.ts';
import type { FilePlatform } from '#shared/files/platform.ts';
import { advance, type ClockReading, markSigned, trustedNow } from '#shared/files/time.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import type { Platform } from '#shared/models/machine.ts';
import { minute } from '#shared/models/time.ts';
import type { Clock, MachineState, PinnedCloud, Random } from '../../services/ports.ts';
import type { FileSystem } from '../atomic-file.ts';
import { openStateFiles } from './files.ts';
import { heldLease } from './held-lease.ts';
import { loadMachineKey } from './key.ts';
import { loadState, type Root } from './load.ts';
import { type MachineRecord, writeRecord } from './record.ts';

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

/** An answer that comes later than this is no answer. */
const callStaysOpen = 5 * minute;

/** This machine's key, counter, licenses and time, kept in the state folder. One process at a time: the owner. */
export async function createMachineState(options: MachineStateOptions): Promise<MachineState> {
  const { folder, platform, clock, random, system, defaultName, fs } = options;
  const read = (): ClockReading => ({
    wall: clock.now(),
    bootId: clock.bootId() ?? '',
    uptime: clock.monotonic(),
  });
  const files = await openStateFiles(folder, clock.now, fs);
  const key = await loadMachineKey(files, platform);
  const machine = { id: key.keyId, isNew: key.isNew };
  const load = () => loadState({ files, platform, machine, defaultName, reading: read() });

  const loaded = await load();
  let { record, root, license } = loaded;
  if (loaded.isChanged) await files.write('record', writeRecord(record));
  /** Nonces that wait for their answer, with the uptime at which they were sent. */
  const openCalls = new Map<string, number>();

  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = last.then(task, task);
    last = result.catch(() => undefined);
    return result;
  }
  async function keep(change: Partial<MachineRecord>): Promise<void> {
    const next = { ...record, ...change };
    await files.write('record', writeRecord(next));
    record = next;
  }
  const machineRef = () => ({ id: key.keyId, name: record.name, platform: system });
  const now = () => trustedNow(record.time, read());
  const openRoot = (armoured: string, pinned: Root | null) => open(platform, 'trust-root', armoured, { pinned });

  async function keepRoot(armoured: string, next: Root): Promise<PinnedCloud> {
    await files.write('trustRoot', armoured);
    root = next;
    return pinnedCloud(next.payload);
  }

  return {
    folder,
    machine: machineRef,
    now,
    clockDifference: () => clock.now() - now(),
    rename: (name) => inTurn(() => keep({ name }).then(machineRef)),

    pinned: () => root && pinnedCloud(root.payload),
    readTrustRoot: async (armoured) => pinnedCloud(accepted(openRoot(armoured, null)).payload),
    pin: (armoured) =>
      inTurn(async () => {
        const opened = openRoot(armoured, root);
        if (!opened.accepted && root && opened.refusal.code === 'already-applied') return pinnedCloud(root.payload);
        return keepRoot(armoured, accepted(opened));
      }),
    repin: (armoured) =>
      inTurn(async () => {
        const next = accepted(openRoot(armoured, null));
        await files.putAwayLicense();
        license = null;
        await keep({ applied: null, time: null, lastPick: null });
        return keepRoot(armoured, next);
      }),

    openCall: ({ purpose, evidence, appVersion, license: wanted = null, replaces = null, lease = null }) =>
      inTurn(async () => {
        if (!root) throw new Error('a call was asked for before a cloud was pinned');
        const counter = record.counter + 1;
        await keep({ counter, time: record.time && advance(record.time, read()) });
        const nonce = toHex(random.bytes(16));
        const { name } = record;
        const text = sealCall(
          platform,
          {
            purpose,
            cloud: root.payload.cloud,
            machine: { publicKey: key.publicKey, name, platform: system, appVersion, evidence },
            nonce,
            counter,
            sentAt: clock.now(),
            license: wanted,
            replaces,
            lease,
            appliedSequence: record.applied?.sequence ?? 0,
          },
          key,
        );
        openCalls.set(nonce, clock.monotonic());
        return { nonce, text };
      }),

    applyAnswer: ({ nonce }, file) =>
      inTurn(async () => {
        const reading = read();
        for (const [each, sentAt] of openCalls) if (reading.uptime - sentAt > callStaysOpen) openCalls.delete(each);
        if (!root || !openCalls.has(nonce)) throw new Failure('answer-refused', { refusal: 'unknown-request' });
        const opened = accepted(
          open(platform, 'license', file, {
            trustRoot: root.payload,
            machine: machineRef(),
            now: now(),
            applied: record.applied,
            purpose: { for: 'answer', nonce },
          }),
        );
        const { sequence, issuedAt, notices } = opened.payload;
        await files.write('license', file);
        // From here on the new license counts, even if the record cannot be written (see load.ts, adopt).
        openCalls.delete(nonce);
        license = opened;
        record = { ...record, applied: { sequence, digest: opened.digest }, time: markSigned(issuedAt, reading) };
        await keep({});
        return { notices };
      }),
    leases: () => {
      const at = now();
      return (license?.payload.leases ?? []).map((lease) => heldLease(lease, at));
    },

    warnDays: () => license?.payload.warnDays ?? [],
    warned: () => record.warned,
    keepWarned: (warned) => inTurn(() => keep({ warned: [...warned] })),
    notices: () => record.notices,
    keepNotices: (notices) => inTurn(() => keep({ notices })),
    lastPick: () => record.lastPick,
    keepLastPick: (lastPick) => inTurn(() => keep({ lastPick })),
  };
}

function accepted<Content>(opening: Opening<Content>): Extract<Opening<Content>, { accepted: true }> {
  if (opening.accepted) return opening;
  throw new Failure('answer-refused', { refusal: opening.refusal.code });
}

const pinnedCloud = (root: TrustRootPayload): PinnedCloud => ({
  cloud: root.cloud,
  name: root.cloudName,
  version: root.version,
  fingerprint: fingerprintOf(root),
});
