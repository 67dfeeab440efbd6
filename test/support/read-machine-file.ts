import { createDecipheriv, createHash, createPublicKey, verify } from 'node:crypto';

/**
 * Reads a Keygen machine file from its published description alone (https://keygen.sh/docs/api/cryptography/ and
 * shared/files/FORMAT.md): nothing of Greenroom's own code. Throws why it does not open.
 */
export function readMachineFile(
  text: string,
  {
    publicKey,
    licenseKey,
    fingerprint,
    now,
  }: { publicKey: string; licenseKey: string; fingerprint: string; now: number },
): MachineDocument {
  const [, body] = /^-----BEGIN MACHINE FILE-----\r?\n([\s\S]+)-----END MACHINE FILE-----\s*$/.exec(text) ?? [];
  if (body === undefined) throw new Error('not a machine file');
  const { enc, sig, alg } = JSON.parse(Buffer.from(body, 'base64').toString()) as Record<string, string>;
  if (alg !== 'aes-256-gcm+ed25519') throw new Error(`another algorithm: ${alg}`);

  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(`machine/${enc}`), key, Buffer.from(sig ?? '', 'base64')))
    throw new Error('the signature is not genuine');

  const [ciphertext, iv, tag] = (enc ?? '').split('.').map((part) => Buffer.from(part, 'base64'));
  if (!ciphertext || (iv?.length !== 12 && iv?.length !== 16) || tag?.length !== 16) throw new Error('not three parts');
  const secret = createHash('sha256').update(licenseKey).update(fingerprint).digest();
  const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: 16 }).setAuthTag(tag);
  const document = JSON.parse(
    Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString(),
  ) as MachineDocument;

  if (Date.parse(document.meta.issued) > now + 5 * 60_000) throw new Error('issued in the future: the clock is wrong');
  if (document.meta.ttl !== null && now > Date.parse(document.meta.expiry)) throw new Error('expired');
  return document;
}

/** What is in it, as far as a program looks at it (JSON:API). */
export interface MachineDocument {
  meta: { issued: string; expiry: string; ttl: number | null };
  data: Resource;
  included: Resource[];
}

interface Resource {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  relationships?: Record<string, { data: unknown }>;
}
