import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../services/ports.ts';
import { asFailure, readIfThere, writeAtomic, writeOnce } from './atomic-file.ts';

const Sealed = z.record(z.string(), z.base64());

/**
 * Secrets in a file that only this person may read, sealed with a key that lies beside it: no protection from
 * anybody who is this person, so it is used only after they agreed, and only where there is nothing better.
 */
export function createPrivateFile(folder: string): SecretStore {
  const file = join(folder, 'secrets.json');
  const keyFile = join(folder, 'secrets.key');

  async function keyOf(): Promise<Buffer> {
    await asFailure(folder, () => fs.mkdir(folder, { recursive: true, mode: 0o700 }));
    await writeOnce(fs, keyFile, randomBytes(32).toString('base64'), 0o600);
    return Buffer.from((await readIfThere(fs, keyFile)) ?? '', 'base64');
  }

  /** A damaged file holds nothing: the person signs in again. */
  async function read(): Promise<Record<string, string>> {
    try {
      return Sealed.parse(JSON.parse((await readIfThere(fs, file)) ?? '{}'));
    } catch {
      return {};
    }
  }
  const write = (secrets: Record<string, string>) => writeAtomic(fs, file, `${JSON.stringify(secrets)}\n`, 0o600);

  return {
    place: 'private-file',
    name: file,
    async get(key) {
      const sealed = (await read())[key];
      return sealed === undefined ? null : unseal(await keyOf(), key, sealed);
    },
    async set(key, value) {
      const sealed = seal(await keyOf(), key, value);
      await write({ ...(await read()), [key]: sealed });
    },
    async delete(key) {
      const { [key]: gone, ...others } = await read();
      if (gone !== undefined) await write(others);
    },
  };
}

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** The name goes into the seal, so that one secret cannot stand in for another. */
function seal(key: Buffer, name: string, value: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

function unseal(key: Buffer, name: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength))
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
