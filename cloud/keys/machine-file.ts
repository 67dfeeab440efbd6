import { createCipheriv, createHash } from 'node:crypto';
import type { CloudKeys } from '../context.ts';
import type { Random } from '../ports.ts';

const begin = '-----BEGIN MACHINE FILE-----';
const end = '-----END MACHINE FILE-----';
const columns = 64;

/**
 * Encrypts and signs a document as a Keygen machine file (files/FORMAT.md), which opens with the license key and the
 * fingerprint together. `publicKey`: Ed25519, 32 bytes in hex.
 */
export function sealMachineFile(
  { keys, random }: { keys: Pick<CloudKeys, 'signMachineFile'>; random: Random },
  document: object,
  { licenseKey, fingerprint }: { licenseKey: string; fingerprint: string },
): { text: string; publicKey: string } {
  const key = createHash('sha256').update(licenseKey).update(fingerprint).digest();
  const iv = random.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(document), 'utf8'), cipher.final()]);
  const enc = [encrypted, iv, cipher.getAuthTag()].map((bytes) => Buffer.from(bytes).toString('base64')).join('.');
  const { signature, publicKey } = keys.signMachineFile(enc);
  const sig = Buffer.from(signature).toString('base64');
  const body = Buffer.from(JSON.stringify({ enc, sig, alg: 'aes-256-gcm+ed25519' })).toString('base64');
  const lines = Array.from({ length: Math.ceil(body.length / columns) }, (_, at) =>
    body.slice(at * columns, (at + 1) * columns),
  );
  return { text: [begin, ...lines, end, ''].join('\n'), publicKey: rawHex(publicKey) };
}

/** The last 32 bytes of the DER SPKI form are the key itself. */
const rawHex = (publicKey: string) => Buffer.from(publicKey, 'base64').subarray(-32).toString('hex');
