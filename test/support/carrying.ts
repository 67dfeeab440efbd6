import { open } from '#shared/files/open.ts';
import { keyIdOf } from '#shared/files/keys.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import type { LicenseAppliedPayload } from '#shared/files/license-applied.ts';
import type { LicenseRequestPayload } from '#shared/files/license-request.ts';
import type { ReturnProofPayload } from '#shared/files/return-proof.ts';
import type { ReturnReceiptPayload } from '#shared/files/return-receipt.ts';
import { seal } from '#shared/files/seal.ts';
import { day } from '#shared/models/time.ts';
import { noon, platform, type TestCloud, testLease, testLicense } from './signed-files.ts';

interface Carried {
  text: string;
}

const context = ({ trustRoot }: TestCloud) => ({ cloud: { id: trustRoot.cloud, name: trustRoot.cloudName } });

/** What a request says; throws when it is not genuine. */
export function requestIn(cloud: TestCloud, { text }: Carried, now = noon): LicenseRequestPayload {
  const opened = open(platform, 'license-request', text, { ...context(cloud), now, known: () => null });
  if (!opened.accepted) throw new Error(`the request is refused: ${opened.refusal.code}`);
  return opened.payload;
}

export function acknowledgementIn(cloud: TestCloud, { text }: Carried): LicenseAppliedPayload {
  const opened = open(platform, 'license-applied', text, context(cloud));
  if (!opened.accepted) throw new Error(`the acknowledgement is refused: ${opened.refusal.code}`);
  return opened.payload;
}

export function proofIn(cloud: TestCloud, { text }: Carried): ReturnProofPayload & { digest: string } {
  const opened = open(platform, 'return-proof', text, context(cloud));
  if (!opened.accepted) throw new Error(`the proof is refused: ${opened.refusal.code}`);
  return { ...opened.payload, digest: opened.digest };
}

/** A lease that a machine without a network has for thirty days. */
export const offlineLease = (change: Parameters<typeof testLease>[0] = {}) =>
  testLease({ mode: 'offline', leaseEndsAt: noon + 30 * day, graceHours: 72, ...change });

/** The answer to a request, as it is carried back. */
export function answerToRequest(cloud: TestCloud, request: Carried, change: Partial<LicensePayload> = {}): string {
  const asked = requestIn(cloud, request, change.issuedAt);
  return pushed(cloud, keyIdOf(platform, asked.machine.publicKey) ?? '', {
    machineName: asked.machine.name,
    sequence: (asked.applied?.sequence ?? 0) + 1,
    answers: asked.request,
    ...change,
  });
}

/** A license that nobody asked for. */
export function pushed(cloud: TestCloud, machine: string, change: Partial<LicensePayload> = {}): string {
  const license = testLicense(cloud.lease, {
    cloud: cloud.trustRoot.cloud,
    machine,
    answers: null,
    importBy: (change.issuedAt ?? noon) + 30 * day,
    leases: [offlineLease()],
    ...change,
  });
  return seal(platform, 'license', license, [cloud.lease]);
}

/** The receipt for a proof. */
export function receiptFor(cloud: TestCloud, proof: Carried, change: Partial<ReturnReceiptPayload> = {}): string {
  const { lease, license, machine, digest } = proofIn(cloud, proof);
  const receipt: ReturnReceiptPayload = {
    cloud: cloud.trustRoot.cloud,
    machine: keyIdOf(platform, machine.publicKey) ?? '',
    machineName: machine.name,
    lease,
    license,
    proof: digest,
    freedAt: noon + day,
    ...change,
  };
  return seal(platform, 'return-receipt', receipt, [cloud.lease]);
}
