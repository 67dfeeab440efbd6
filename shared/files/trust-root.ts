import { z } from 'zod';
import { Id } from '../models/id.ts';
import { Moment } from '../models/time.ts';
import type { PublicKey } from './keys.ts';
import type { KeyGroup } from './kind.ts';

export const KeyRole = z.enum(['root', 'lease', 'release']);
export type KeyRole = z.infer<typeof KeyRole>;

/** Which keys speak for a cloud, and in which role. Pinned once; version N+1 needs signatures of N and N+1. */
export const TrustRootPayload = z.object({
  cloud: Id,
  cloudName: z.string().max(80),
  version: z.int().min(1),
  issuedAt: Moment,
  keys: z
    .array(
      z.object({
        id: z.string().regex(/^[0-9a-f]{16}$/),
        role: KeyRole,
        publicKey: z.string().max(200).describe('base64 of the DER SPKI public key'),
      }),
    )
    .min(1)
    .max(50),
});
export type TrustRootPayload = z.infer<typeof TrustRootPayload>;

/** The keys that may speak in a role. */
export const keysOf = (root: TrustRootPayload, role: KeyRole): PublicKey[] =>
  root.keys.filter((key) => key.role === role);

/** One of these must have signed what a cloud says in a role. Before a cloud is pinned nobody is believed. */
export const speakers = (root: TrustRootPayload | null, role: KeyRole): KeyGroup =>
  root === null ? { keys: [], owner: null } : { keys: keysOf(root, role), owner: root.cloudName };
