import { z } from 'zod';
import { Id } from './id.ts';
import { line } from './line.ts';

export const Platform = z.enum(['linux', 'macos', 'windows']);
export type Platform = z.infer<typeof Platform>;

export const MachineName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}]+$/u, 'no control characters');

/** One that a person gives, or compares before they let the machine in: it reads as it is written. */
export const ReadableMachineName = line(60);

/** `id` is the key id of the machine's own key pair: its identity. */
export const MachineRef = z.object({ id: Id, name: MachineName, platform: Platform });
export type MachineRef = z.infer<typeof MachineRef>;

export const EvidenceName = z.enum([
  'os-machine-id',
  'system-uuid',
  'system-serial',
  'disk-serial',
  'cpu',
  'network-address',
  'tpm-key',
  'vm-generation',
]);
export type EvidenceName = z.infer<typeof EvidenceName>;

/** One hardware fact, for people: what was read, or why nothing was. Only hashes leave the machine. */
export const EvidenceFactor = z.object({
  name: EvidenceName,
  state: z.enum(['present', 'absent']),
  reason: z.enum(['read', 'empty', 'placeholder', 'unreadable', 'timed-out']),
});
export type EvidenceFactor = z.infer<typeof EvidenceFactor>;
