import { armour } from './armour.ts';
import { makeEnvelope } from './envelope.ts';
import { headerOf } from './header.ts';
import { payloadTypeOf } from './kind.ts';
import { type KindName, kinds, type Payload } from './kinds.ts';
import type { FilePlatform, Signer } from './platform.ts';

/**
 * Signs a payload and makes the file of it. `header`: lines for the person who carries it (see header.ts; those of the kind when left out).
 * Throws when the payload does not fit its schema: that is a bug of the caller.
 */
export function seal<Name extends KindName>(
  platform: FilePlatform,
  kind: Name,
  payload: Payload<Name>,
  signers: readonly Signer[],
  header: readonly string[] = headerOf(kind, payload),
): string {
  const { label, schema } = kinds[kind];
  const envelope = makeEnvelope(platform, payloadTypeOf(kind), schema.parse(payload), signers);
  return armour(label, platform.toBase64(platform.toBytes(envelope)), header);
}
