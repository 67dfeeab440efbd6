import { z } from 'zod';
import { Id } from './id.ts';
import { LeaseNotice } from './lease-notice.ts';
import { LeaseMode } from './license.ts';
import { Drive, OfflineStatus } from './offline.ts';
import { EvidenceFactor, EvidenceName, MachineRef } from './machine.ts';
import { OrganizationRef, SignedIn } from './person.ts';
import { Service } from './catalogue.ts';
import { Moment } from './time.ts';

/** A sign-in by code that waits for somebody to approve it in a browser. */
export const PendingSignIn = z.object({ userCode: z.string(), url: z.url(), urlWithCode: z.url(), expiresAt: Moment });
export type PendingSignIn = z.infer<typeof PendingSignIn>;

export const SessionStatus = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed-out'),
    why: z.enum([
      'never',
      'by-person',
      'ended-elsewhere',
      'code-expired',
      'code-refused',
      'other-cloud',
      'secret-store-locked',
    ]),
  }),
  z.object({ state: z.literal('waiting'), pending: PendingSignIn }),
  /** `current`: the organization the person works in now. */
  z.object({ state: z.literal('signed-in'), who: SignedIn, current: Id.nullable() }),
]);
export type SessionStatus = z.infer<typeof SessionStatus>;

/** How the cloud was at the last contact. The five troubles are never mixed up (L4). */
export const CloudStatus = z.object({
  url: z.string(),
  name: z.string().nullable(),
  fingerprint: z.string().nullable(),
  embedded: z.boolean(),
  state: z.enum(['unknown', 'reachable', 'unreachable', 'refused']),
  /** The error code behind `unreachable` or `refused`. */
  why: z.string().nullable(),
  since: Moment,
  lastContactAt: Moment.nullable(),
});
export type CloudStatus = z.infer<typeof CloudStatus>;

/** A lease this machine holds, with the verdict on it at this moment. */
export const HeldLease = z.object({
  id: Id,
  organization: OrganizationRef,
  timeZone: z.string().describe('of the organization'),
  license: Id,
  product: z.object({ id: z.string(), name: z.string() }),
  edition: z.object({ id: z.string(), name: z.string() }),
  services: z.array(Service),
  person: z.string().nullable(),
  mode: LeaseMode,
  leaseEndsAt: Moment,
  licenseEndsAt: Moment.nullable(),
  unassignGraceEndsAt: Moment.nullable(),
  graceEndsAt: Moment.describe('end of the lease grace; equals leaseEndsAt without one'),
  standing: z.enum(['valid', 'unassign-grace', 'lease-grace', 'ended']),
});
export type HeldLease = z.infer<typeof HeldLease>;

/** A warning before an end (L10). */
export const EndsSoon = z.object({
  id: Id,
  at: Moment,
  kind: z.literal('ends-soon'),
  lease: Id,
  license: z.string().describe('product and edition in words'),
  what: z.enum(['offline-lease', 'license']),
  endsAt: Moment,
  timeZone: z.string().nullable(),
  days: z.int().describe('the warning this is: 30, 14, 7, 3 or 1 days before'),
});
export type EndsSoon = z.infer<typeof EndsSoon>;

/** Something a person should know, kept until it is dismissed. The sentence is in `text.notices`, by `kind`. */
export const Notice = z.discriminatedUnion('kind', [
  z.object({ id: Id, at: Moment, kind: z.literal('lease-ended'), notice: LeaseNotice }),
  z.object({ id: Id, at: Moment, kind: z.literal('clock-differs'), byMilliseconds: z.int() }),
  z.object({ id: Id, at: Moment, kind: z.literal('clock-needs-attention'), graceEndsAt: Moment }),
  EndsSoon,
  z.object({ id: Id, at: Moment, kind: z.literal('machine-changed'), factors: z.array(EvidenceName) }),
  z.object({ id: Id, at: Moment, kind: z.literal('machine-cloned') }),
  z.object({
    id: Id,
    at: Moment,
    kind: z.literal('settings-repaired'),
    kept: z.string().describe('where the damaged file was kept'),
  }),
  z.object({ id: Id, at: Moment, kind: z.literal('machine-record-rebuilt'), kept: z.string() }),
  z.object({ id: Id, at: Moment, kind: z.literal('lease-file-damaged'), kept: z.string() }),
  z.object({ id: Id, at: Moment, kind: z.literal('release-marks-damaged'), kept: z.string() }),
  z.object({ id: Id, at: Moment, kind: z.literal('secret-store-unavailable'), store: z.string() }),
  z.object({ id: Id, at: Moment, kind: z.literal('state-not-saved'), code: z.string(), path: z.string() }),
]);
export type Notice = z.infer<typeof Notice>;

/** The whole truth about this machine, in one value. Every door shows it; nothing else is kept in sync. */
export const Status = z.object({
  machine: MachineRef.extend({ stateFolder: z.string(), evidence: z.array(EvidenceFactor) }),
  owner: z.object({ host: z.enum(['desktop', 'web', 'agent', 'command']), processId: z.int() }),
  session: SessionStatus,
  cloud: CloudStatus,
  leases: z.array(HeldLease),
  notices: z.array(Notice),
  offline: OfflineStatus,
  drives: z.array(Drive).describe('sticks that are in this machine now'),
  lastHeartbeatAt: Moment.nullable(),
  nextHeartbeatAt: Moment.nullable(),
  now: Moment.describe('trusted time, for countdowns'),
});
export type Status = z.infer<typeof Status>;
