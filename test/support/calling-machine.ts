import { randomBytes } from 'node:crypto';
import { sealCall } from '#shared/files/call.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { open } from '#shared/files/open.ts';
import type { Signer } from '#shared/files/platform.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { platform } from './signed-files.ts';

type Wish = Partial<Pick<MachineCallPayload, 'purpose' | 'license' | 'replaces' | 'lease' | 'days' | 'room' | 'counter' | 'cloud' | 'sentAt' | 'machine'>>;

/** A machine as its cloud meets it: a key, a counter, and the last answer it took. */
export interface CallingMachine {
  id: string;
  name: string;
  signer: Signer;
  /** Signs a new call. */
  call(wish: Wish): string;
  /** Opens the answer to the last call as a machine does, and keeps it. Throws when it refuses it. */
  apply(file: string): LicensePayload;
  /** What it was told last. */
  held: LicensePayload | null;
}

export function callingMachine(name: string, trustRoot: TrustRootPayload, key = platform.makeKey()): CallingMachine {
  const signer = platform.signer(key);
  let counter = 0;
  let nonce = '';
  let applied: { sequence: number; digest: string } | null = null;
  const machine: CallingMachine = {
    id: signer.keyId,
    name,
    signer,
    held: null,
    call(wish) {
      counter += 1;
      nonce = randomBytes(16).toString('hex');
      const payload: MachineCallPayload = {
        purpose: 'heartbeat',
        cloud: trustRoot.cloud,
        machine: { publicKey: signer.publicKey, name, platform: 'linux', appVersion: '0.1.0', isVirtual: false, evidence: {} },
        nonce,
        counter,
        sentAt: 0,
        license: null,
        replaces: null,
        lease: null,
        days: null,
        room: null,
        applied,
        ...wish,
      };
      return sealCall(platform, payload, signer);
    },
    apply(file) {
      const purpose = { for: 'answer', nonce } as const;
      const opening = open(platform, 'license', file, {
        trustRoot,
        machine: { id: signer.keyId, name },
        now: 0,
        applied,
        returned: [],
        purpose,
      });
      if (!opening.accepted) throw new Error(`the machine refused the answer: ${opening.refusal.code}`);
      applied = { sequence: opening.payload.sequence, digest: opening.digest };
      machine.held = opening.payload;
      return opening.payload;
    },
  };
  return machine;
}
