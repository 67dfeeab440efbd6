import { day, type Moment } from '../models/time.ts';
import type { Kind } from './kind.ts';
import { LicensePayload } from './license.ts';
import type { Refusal } from './refusal.ts';
import { speakers, type TrustRootPayload } from './trust-root.ts';

/** What a machine knows when it opens a license. `now` is trusted time. */
export interface LicenseContext {
  /** null before a cloud is pinned: then nothing is genuine. */
  trustRoot: TrustRootPayload | null;
  machine: { id: string; name: string };
  now: Moment;
  /** The last license applied on this machine; null before the first. */
  applied: { sequence: number; digest: string } | null;
  /** Leases this machine gave back: no file brings them to life again. */
  returned: readonly string[];
  purpose: LicensePurpose;
}

export type LicensePurpose =
  /** The answer to a call that is open now: bound to its nonce, so that its age does not matter. */
  | { for: 'answer'; nonce: string }
  /** A file that was carried here: newer than what is applied, asked for or not (F8). */
  | { for: 'import' }
  /** The file that was applied here, read again to use it. */
  | { for: 'use' };

export const licenseKind: Kind<LicensePayload, LicenseContext> = {
  label: 'LICENSE',
  extension: '.license',
  limit: 64 * 1024,
  schema: LicensePayload,
  signers: (_, { trustRoot }) => [speakers(trustRoot, 'lease')],
  judge: ({ payload, digest }, context) =>
    otherCloud(payload, context) ??
    barred(payload, context) ??
    otherMachine(payload, context) ??
    givenBack(payload, context) ??
    otherRequest(payload, context) ??
    older(payload, digest, context) ??
    tooEarlyOrLate(payload, context),
  rank: (payload) => payload.sequence,
};

function otherCloud(payload: LicensePayload, { trustRoot }: LicenseContext): Refusal | null {
  if (trustRoot === null || payload.cloud === trustRoot.cloud) return null;
  return { code: 'other-cloud', found: payload.cloud, here: trustRoot.cloudName };
}

function otherMachine(payload: LicensePayload, { machine }: LicenseContext): Refusal | null {
  if (payload.machine === machine.id) return null;
  return { code: 'other-machine', found: payload.machineName, here: machine.name };
}

/** Said by any file of the cloud, whichever machine it is for. */
function barred(payload: LicensePayload, { machine }: LicenseContext): Refusal | null {
  return payload.barred.includes(machine.id) ? { code: 'machine-barred', machine: machine.name } : null;
}

/** A carried file is refused when nothing in it can be used here any more. */
function givenBack(payload: LicensePayload, { returned, purpose }: LicenseContext): Refusal | null {
  const back = payload.leases.filter(({ id }) => returned.includes(id));
  if (purpose.for !== 'import' || back.length === 0 || back.length < payload.leases.length) return null;
  const license = back.map((lease) => `${lease.license.product.name} ${lease.license.edition.name}`).join(', ');
  return { code: 'already-returned', license };
}

function otherRequest(payload: LicensePayload, { purpose }: LicenseContext): Refusal | null {
  if (purpose.for !== 'answer' || payload.answers === purpose.nonce) return null;
  return { code: 'unknown-request', found: payload.answers, asked: purpose.nonce };
}

function older(payload: LicensePayload, digest: string, { applied, purpose }: LicenseContext): Refusal | null {
  if (applied === null || payload.sequence > applied.sequence) return null;
  const isSame = payload.sequence === applied.sequence && digest === applied.digest;
  if (isSame) return purpose.for === 'use' ? null : { code: 'already-applied', sequence: applied.sequence };
  return { code: 'superseded', found: payload.sequence, applied: applied.sequence };
}

/** A file that lay about for longer than this speaks of a wrong clock rather than of a slow technician. */
const implausible = 365 * day;

/** A signed moment is better evidence than this machine's clock: a file cannot be from the future. */
function tooEarlyOrLate(payload: LicensePayload, { now, purpose }: LicenseContext): Refusal | null {
  if (purpose.for !== 'import') return null;
  if (now > payload.importBy + implausible) return { code: 'clock-needs-attention', now, signed: payload.issuedAt };
  if (now > payload.importBy) return { code: 'import-by-passed', importBy: payload.importBy, now };
  const from = Math.min(...payload.leases.map((lease) => lease.notBefore));
  const latest = Math.max(now, payload.issuedAt);
  return payload.leases.length > 0 && from > latest ? { code: 'not-yet-valid', from, now } : null;
}
