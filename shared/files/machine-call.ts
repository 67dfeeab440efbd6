import { z } from 'zod';
import { Id } from '../models/id.ts';
import { OfflineLength } from '../models/offline.ts';
import { Moment } from '../models/time.ts';
import { Digest } from './digest.ts';
import { MachineIntroduction } from './machine-introduction.ts';

/**
 * What a connected machine says to its cloud, signed by the machine's own key, so that licensing
 * works with nobody signed in. The nonce comes back in the signed answer; the counter only grows.
 */
export const MachineCallPayload = z.object({
  purpose: z.enum(['pick', 'enter', 'heartbeat', 'return', 'go-offline', 'go-online', 'repair', 'claim']),
  cloud: Id,
  machine: MachineIntroduction,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  counter: z.int().min(1),
  sentAt: Moment.describe('by the machine’s own clock; informative'),
  license: Id.nullable().describe('pick: the license wanted'),
  replaces: Id.nullable().describe('pick: the lease of this machine to give back in the same step'),
  lease: Id.nullable().describe('return, go-offline, go-online: the lease meant'),
  days: OfflineLength.describe('go-offline: for how long'),
  room: z.string().max(40).nullable().describe('enter: the room code'),
  applied: z
    .object({ sequence: z.int().min(1), digest: Digest })
    .nullable()
    .describe('the last license applied; null for none'),
});
export type MachineCallPayload = z.infer<typeof MachineCallPayload>;
