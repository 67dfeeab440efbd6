import { z } from 'zod';
import { MachineName, Platform } from '../models/machine.ts';

/** Keyed hashes of hardware facts: the first 128 bits of HMAC-SHA-256, in hex. Absent facts are left out (MACHINES). */
export const EvidenceHashes = z
  .record(z.string().max(40), z.string().regex(/^[0-9a-f]{32}$/))
  .refine((hashes) => Object.keys(hashes).length <= 20, 'too many facts');
export type EvidenceHashes = z.infer<typeof EvidenceHashes>;

/** What a machine says about itself whenever it signs something. Its key id is its identity; the rest is for people, or evidence. */
export const MachineIntroduction = z.object({
  publicKey: z.string().max(200).describe('base64 of the DER SPKI public key'),
  name: MachineName,
  platform: Platform,
  appVersion: z.string().max(40),
  isVirtual: z.boolean().describe('in a virtual machine some facts are deal-breakers'),
  evidence: EvidenceHashes,
});
export type MachineIntroduction = z.infer<typeof MachineIntroduction>;
