import { z } from 'zod';
import { Id } from './id.ts';
import { Lease } from './license.ts';
import { EvidenceName, MachineRef } from './machine.ts';
import { Acknowledgement } from './offline.ts';
import { Moment } from './time.ts';

/** Whether the hardware still speaks for the key (MACHINES). */
export const EvidenceState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('matches') }),
  z.object({ state: z.literal('none').describe('no fact could be read on this machine') }),
  z.object({ state: z.literal('changed'), factors: z.array(EvidenceName), at: Moment }),
  z.object({ state: z.literal('two-with-one-key'), at: Moment }),
  z.object({ state: z.literal('shared-hardware'), others: z.array(z.string()), at: Moment }),
]);
export type EvidenceState = z.infer<typeof EvidenceState>;

/** A machine as the managers of one organization see it (L8). */
export const MachineView = MachineRef.extend({
  appVersion: z.string(),
  isEphemeral: z.boolean().describe('enrolled by a room code'),
  lastSeenAt: Moment,
  evidence: EvidenceState,
  barredAt: Moment.nullable(),
  leases: z.array(
    Lease.extend({
      licenseName: z.string().describe('product and edition in words'),
      licenseEndsAt: Moment.nullable(),
      acknowledgement: Acknowledgement.nullable().describe('of an offline lease'),
    }),
  ),
});
export type MachineView = z.infer<typeof MachineView>;

/** Where a page of machines ends. Opaque. */
export const MachineCursor = z.string().max(200);

export const MachinePage = z.object({ machines: z.array(MachineView), next: MachineCursor.nullable() });
export type MachinePage = z.infer<typeof MachinePage>;

/** What an organization has, in figures, with the few machines that are worth showing beside them. */
export const MachineSummary = z.object({
  machines: z.int(),
  needs: z.int().describe('how many of them need somebody'),
  foremost: z
    .array(MachineView)
    .describe('the ten whose seats end first, and the ten with something to settle that stands longest'),
});
export type MachineSummary = z.infer<typeof MachineSummary>;

/** A short code that enrols render nodes and containers (L12). The code itself is shown once. */
export const Room = z.object({
  id: Id,
  license: z.object({ id: Id, name: z.string() }),
  createdBy: z.string().nullable(),
  createdAt: Moment,
  expiresAt: Moment,
  uses: z.int(),
  used: z.int(),
  closedAt: Moment.nullable(),
});
export type Room = z.infer<typeof Room>;
