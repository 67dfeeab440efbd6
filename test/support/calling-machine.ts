import { randomBytes } from 'node:crypto';
import { sealCall } from '#shared/files/call.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { type LicenseRequestPayload, requestLife } from '#shared/files/license-request.ts';
import type { LicensePurpose } from '#shared/files/license-rules.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { MachineIntroduction } from '#shared/files/machine-introduction.ts';
import type { LicenseAppliedPayload } from '#shared/files/license-applied.ts';
import { open } from '#shared/files/open.ts';
import type { Signer } from '#shared/files/platform.ts';
import type { ReturnProofPayload } from '#shared/files/return-proof.ts';
import type { ReturnReceiptPayload } from '#shared/files/return-receipt.ts';
import { seal } from '#shared/files/seal.ts';
import { graceEndsAt } from '#shared/files/standing.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { platform } from './signed-files.ts';

type Wish = Partial<
  Pick<
    MachineCallPayload,
    | 'purpose'
    | 'license'
    | 'replaces'
    | 'lease'
    | 'days'
    | 'room'
    | 'counter'
    | 'cloud'
    | 'sentAt'
    | 'machine'
    | 'applied'
  >
>;

/** What changes from one moment to the next; a copied disk has all of it. */
interface Disk {
  counter: number;
  applied: { sequence: number; digest: string } | null;
  /** What it gave back without a network, with the proof of each. */
  returned: { lease: string; text: string; proof: string; isReceived: boolean }[];
}

/** A machine as its cloud meets it: a key, a counter, and the last answer it took. */
export interface CallingMachine {
  id: string;
  name: string;
  signer: Signer;
  /** What it is made of. */
  hardware: Pick<MachineIntroduction, 'evidence' | 'isVirtual'>;
  /** Signs a new call. */
  call(wish: Wish): string;
  /** Opens the answer to the last call as a machine does, and keeps it. Throws when it refuses it. */
  apply(file: string): LicensePayload;
  /** Signs a request that is to be carried. */
  request(wish?: Partial<LicenseRequestPayload>): string;
  /** Opens a license that was carried here, and keeps it. Throws when it refuses it. */
  applyCarried(file: string): LicensePayload;
  /** Signs that it uses the license it applied last. */
  acknowledge(wish?: Partial<LicenseAppliedPayload>): string;
  /** Gives a lease back that it holds: from now on it is unusable here. The same proof again when asked again. */
  giveUp(lease: string, wish?: Partial<ReturnProofPayload>): string;
  /** Opens a receipt that was carried here, and keeps that it came. Throws when it refuses it. */
  applyReceipt(file: string): ReturnReceiptPayload;
  /** Until when programs may run here on a license, grace included; null: not at all. `dropped`: leases it gave back otherwise. */
  runsUntil(license: string, dropped?: ReadonlySet<string>): number | null;
  /** What it was told last. */
  held: LicensePayload | null;
  disk: Disk;
  /** Another machine with the same key and all that this one has on its disk. */
  copy(): CallingMachine;
}

/** `now`: what its clock says. */
export function callingMachine(
  name: string,
  trustRoot: TrustRootPayload,
  key = platform.makeKey(),
  now = () => 0,
): CallingMachine {
  const signer = platform.signer(key);
  let nonce = '';
  const introduction = (): MachineIntroduction => ({
    publicKey: signer.publicKey,
    name,
    platform: 'linux',
    appVersion: '0.1.0',
    ...machine.hardware,
  });

  function take(file: string, purpose: LicensePurpose): LicensePayload {
    const opening = open(platform, 'license', file, {
      trustRoot,
      machine: { id: signer.keyId, name },
      now: now(),
      applied: machine.disk.applied,
      returned: machine.disk.returned.map(({ lease }) => lease),
      purpose,
    });
    if (!opening.accepted) throw new Error(`the machine refused the answer: ${opening.refusal.code}`);
    machine.disk.applied = { sequence: opening.payload.sequence, digest: opening.digest };
    machine.held = opening.payload;
    return opening.payload;
  }

  const machine: CallingMachine = {
    id: signer.keyId,
    name,
    signer,
    hardware: { evidence: {}, isVirtual: false },
    held: null,
    disk: { counter: 0, applied: null, returned: [] },
    call(wish) {
      machine.disk.counter += 1;
      nonce = randomBytes(16).toString('hex');
      const payload: MachineCallPayload = {
        purpose: 'heartbeat',
        cloud: trustRoot.cloud,
        machine: introduction(),
        nonce,
        counter: machine.disk.counter,
        sentAt: now(),
        license: null,
        replaces: null,
        lease: null,
        days: null,
        room: null,
        applied: machine.disk.applied,
        ...wish,
      };
      return sealCall(platform, payload, signer);
    },
    apply: (file) => take(file, { for: 'answer', nonce }),
    request(wish = {}) {
      machine.disk.counter += 1;
      const payload: LicenseRequestPayload = {
        cloud: trustRoot.cloud,
        request: randomBytes(16).toString('hex'),
        purpose: 'activate',
        machine: introduction(),
        counter: machine.disk.counter,
        applied: machine.disk.applied,
        wanted: null,
        madeAt: now(),
        uptime: 60_000,
        useBy: now() + requestLife,
        ...wish,
      };
      return seal(platform, 'license-request', payload, [signer]);
    },
    applyCarried: (file) => take(file, { for: 'import' }),
    acknowledge(wish = {}) {
      const { applied } = machine.disk;
      if (!applied) throw new Error('the machine has applied nothing');
      const { answers } = machine.held ?? { answers: null };
      machine.disk.counter += 1;
      const payload: LicenseAppliedPayload = {
        cloud: trustRoot.cloud,
        machine: { publicKey: signer.publicKey, name },
        request: answers,
        ...applied,
        appliedAt: now(),
        counter: machine.disk.counter,
        ...wish,
      };
      return seal(platform, 'license-applied', payload, [signer]);
    },
    giveUp(lease, wish = {}) {
      const before = machine.disk.returned.find((each) => each.lease === lease);
      if (before) return before.text;
      const { applied } = machine.disk;
      const held = machine.held?.leases.find(({ id }) => id === lease);
      if (!applied || !held) throw new Error('the machine does not hold this lease');
      machine.disk.counter += 1;
      const payload: ReturnProofPayload = {
        cloud: trustRoot.cloud,
        machine: { publicKey: signer.publicKey, name },
        lease,
        license: `${held.license.product.name} ${held.license.edition.name}`,
        ...applied,
        lastUsedAt: null,
        returnedAt: now(),
        counter: machine.disk.counter,
        ...wish,
      };
      const text = seal(platform, 'return-proof', payload, [signer]);
      const opening = open(platform, 'return-proof', text, { cloud: { id: payload.cloud, name: trustRoot.cloudName } });
      if (!opening.accepted) throw new Error(`its own proof does not open: ${opening.refusal.code}`);
      machine.disk.returned.push({ lease, text, proof: opening.digest, isReceived: false });
      return text;
    },
    applyReceipt(file) {
      const here = { id: signer.keyId, name };
      const opening = open(platform, 'return-receipt', file, {
        trustRoot,
        machine: here,
        returns: machine.disk.returned,
      });
      if (!opening.accepted) throw new Error(`the machine refused the receipt: ${opening.refusal.code}`);
      for (const each of machine.disk.returned) if (each.lease === opening.payload.lease) each.isReceived = true;
      return opening.payload;
    },
    runsUntil(license, dropped = new Set()) {
      const lease = machine.held?.leases.find((each) => each.license.id === license);
      const isGone = !lease || dropped.has(lease.id) || machine.disk.returned.some((each) => each.lease === lease.id);
      return isGone ? null : graceEndsAt(lease);
    },
    copy() {
      const copy = callingMachine(name, trustRoot, key, now);
      return Object.assign(copy, {
        hardware: { ...machine.hardware },
        held: machine.held,
        disk: structuredClone(machine.disk),
      });
    },
  };
  return machine;
}
