import type { CloudKeys } from '../context.ts';

export type ReleaseSigner = CloudKeys['releaseSigner'];

/**
 * A signature that `minisign -V` verifies (https://jedisct1.github.io/minisign/, "Signature format"), prehashed: Ed25519 over
 * BLAKE2b-512 of the file. The second one covers the first and the trusted comment. The key also signs the release files, whose
 * signed bytes begin with `DSSEv1` and their type: more than the 64 bytes of a hash, or of a signature, ever say by chance.
 * `comment`: one line that can be trusted as much as the file.
 */
export function minisignature(signer: ReleaseSigner, blake2b: Uint8Array, comment: string): string {
  const signature = signer.sign(blake2b);
  const both = signer.sign(Buffer.concat([signature, Buffer.from(comment)]));
  return [
    `untrusted comment: signature by Greenroom release key ${signer.id}`,
    keyed('ED', signer, signature),
    `trusted comment: ${comment}`,
    Buffer.from(both).toString('base64'),
    '',
  ].join('\n');
}

/** Whether a signature file was made with this key, going by the key number in it. */
export function isSignedWith({ id }: ReleaseSigner, signature: Uint8Array): boolean {
  const [, line = ''] = Buffer.from(signature).toString().split('\n');
  return Buffer.from(line, 'base64').toString('hex', 2, 10) === id;
}

/** The file of the public key, for `minisign -p`. */
export function minisignPublicKey(signer: ReleaseSigner): string {
  const raw = Buffer.from(signer.publicKey, 'base64').subarray(-32);
  return `untrusted comment: Greenroom release key ${signer.id}\n${keyed('Ed', signer, raw)}\n`;
}

/** Algorithm, key number and what follows, in base64. The key number is our key id. */
function keyed(algorithm: 'ED' | 'Ed', { id }: ReleaseSigner, bytes: Uint8Array): string {
  return Buffer.concat([Buffer.from(algorithm), Buffer.from(id, 'hex'), bytes]).toString('base64');
}
