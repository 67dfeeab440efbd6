import { z } from 'zod';
import { keyIdOf, type PublicKey } from './keys.ts';
import type { FilePlatform, Signer } from './platform.ts';

/** DSSE (https://github.com/secure-systems-lab/dsse). */
const Envelope = z.strictObject({
  payloadType: z.string().max(200),
  payload: z.string(),
  signatures: z
    .array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{16}$/), sig: z.string().max(100) }))
    .min(1)
    .max(8),
});
export type Envelope = z.infer<typeof Envelope>;

export interface ReadEnvelope {
  payloadType: string;
  payload: Uint8Array;
  signatures: Envelope['signatures'];
}

/** The bytes that are signed: type and payload, each with its length before it. */
function signedBytes(platform: FilePlatform, payloadType: string, payload: Uint8Array): Uint8Array {
  const type = platform.toBytes(payloadType);
  const head = platform.toBytes(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** Signs a payload; the result is the JSON text of the envelope. */
export function makeEnvelope(
  platform: FilePlatform,
  payloadType: string,
  payload: unknown,
  signers: readonly Signer[],
): string {
  const bytes = platform.toBytes(JSON.stringify(payload));
  const message = signedBytes(platform, payloadType, bytes);
  const signatures = signers.map((signer) => ({ keyid: signer.keyId, sig: platform.toBase64(signer.sign(message)) }));
  return JSON.stringify({ payloadType, payload: platform.toBase64(bytes), signatures } satisfies Envelope);
}

/** Reads an envelope without believing it; null when it is not one. */
export function readEnvelope(platform: FilePlatform, text: string): ReadEnvelope | null {
  const envelope = Envelope.safeParse(parseJson(text));
  if (!envelope.success) return null;
  const payload = platform.fromBase64(envelope.data.payload);
  return payload && { ...envelope.data, payload };
}

/** Whether one of these keys made one of the signatures. */
export function checkSignature(
  platform: FilePlatform,
  envelope: ReadEnvelope,
  keys: readonly PublicKey[],
): 'good' | 'bad-signature' | 'untrusted-key' {
  const named = envelope.signatures.flatMap(({ keyid, sig }) =>
    keys
      .filter((key) => key.id === keyid && keyIdOf(platform, key.publicKey) === keyid)
      .map(({ publicKey }) => ({ publicKey, sig })),
  );
  if (named.length === 0) return 'untrusted-key';
  const message = signedBytes(platform, envelope.payloadType, envelope.payload);
  const isGood = named.some(({ publicKey, sig }) => {
    const signature = platform.fromBase64(sig);
    return signature?.length === 64 && platform.verify(publicKey, message, signature);
  });
  return isGood ? 'good' : 'bad-signature';
}

/** undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
