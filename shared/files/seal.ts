import { armour } from './armour.ts';
import { makeEnvelope } from './envelope.ts';
import { payloadTypeOf } from './kind.ts';
import { type KindName, kinds, type Payload } from './kinds.ts';
import type { FilePlatform, Signer } from './platform.ts';

/**
 * Signs a payload and makes the file of it. `header`: lines for the person who carries it (see header.ts).
 * Throws when the payload does not fit its schema: that is a bug of the caller.
 */
export function seal<Name extends KindName>(
  platform: FilePlatform,
  kind: Name,
  payload: Payload<Name>,
  signers: readonly Signer[],
  header: readonly string[] = [],
): string {
  const { label, schema } = kinds[kind];
  const envelope = makeEnvelope(platform, payloadTypeOf(kind), schema.parse(payload), signers);
  return armour(label, platform.toBase64(platform.toBytes(envelope)), header);
}
