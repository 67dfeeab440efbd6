import { z } from 'zod';
import { Id } from '../models/id.ts';
import { MachineName, Platform } from '../models/machine.ts';
import { Moment } from '../models/time.ts';

/**
 * What a connected machine says to its cloud, signed by the machine's own key, so that licensing
 * works with nobody signed in. The nonce comes back in the signed answer; the counter only grows.
 */
export const MachineCallPayload = z.object({
  purpose: z.enum(['pick', 'heartbeat', 'return']),
  cloud: Id,
  machine: z.object({
    publicKey: z.string().max(200).describe('base64 of the DER SPKI public key'),
    name: MachineName,
    platform: Platform,
    appVersion: z.string().max(40),
    evidence: z
      .record(z.string().max(40), z.string().max(64))
      .describe('factor name to keyed hash; absent ones left out'),
  }),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  counter: z.int().min(1),
  sentAt: Moment.describe('by the machine’s own clock; informative'),
  license: Id.nullable().describe('pick: the license wanted'),
  replaces: Id.nullable().describe('pick: the lease of this machine to give back in the same step'),
  lease: Id.nullable().describe('return: the lease given back'),
  appliedSequence: z.int().min(0).describe('of the last license applied; 0 for none'),
});
export type MachineCallPayload = z.infer<typeof MachineCallPayload>;
