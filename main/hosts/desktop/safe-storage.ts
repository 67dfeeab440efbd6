import * as fs from 'node:fs/promises';
import { safeStorage } from 'electron';
import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import { readIfThere, writeAtomic } from '../../adapters/atomic-file.ts';
import type { SecretStore } from '../../services/ports.ts';

const Encrypted = z.record(z.string(), z.string());

/** Secrets in a file that only this person's system session can decrypt. */
export function createSafeStorage(file: string): SecretStore {
  const read = async () => parse((await readIfThere(fs, file)) ?? '{}');
  const write = (secrets: Record<string, string>) => writeAtomic(fs, file, JSON.stringify(secrets), 0o600);
  return {
    place: 'safe-storage',
    name: file,
    get: async (key) => {
      const secret = (await read())[key];
      return secret === undefined ? null : decrypt(Buffer.from(secret, 'base64'));
    },
    set: async (key, value) => write({ ...(await read()), [key]: (await encrypt(value)).toString('base64') }),
    delete: async (key) => {
      const { [key]: gone, ...others } = await read();
      if (gone !== undefined) await write(others);
    },
  };
}

/** A damaged file holds nothing: the person signs in again. */
function parse(text: string): z.infer<typeof Encrypted> {
  try {
    return Encrypted.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Electron before 38 has only the calls that block; both read what the other wrote. */
const isAsync = 'encryptStringAsync' in safeStorage;

async function encrypt(text: string): Promise<Buffer> {
  await demandProtection();
  return isAsync ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text);
}

async function decrypt(secret: Buffer): Promise<string> {
  await demandProtection();
  return isAsync ? (await safeStorage.decryptStringAsync(secret)).result : safeStorage.decryptString(secret);
}

/** Without a keyring, Linux would "encrypt" with a password that everybody knows: that is no safe storage. */
async function demandProtection(): Promise<void> {
  const available = isAsync ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable();
  const isPlain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (!available || isPlain) throw new Failure('secret-store-locked', { store: 'safe storage of the system' });
}
