import { Failure } from '#shared/errors.ts';
import type { SecretStore } from '../services/ports.ts';

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

interface KeychainOptions {
  /** Under which name the secrets are filed. */
  service: string;
  load?: () => Promise<Keytar>;
  /** How long the system may take; it may be asking the person to unlock. */
  patience?: number;
}

const names: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'the macOS Keychain',
  win32: 'the Windows Credential Manager',
};

/** The keychain of the system; null where there is no way to it, which is no error. */
export async function createKeychain({
  service,
  load = loadKeytar,
  patience = 20_000,
}: KeychainOptions): Promise<SecretStore | null> {
  const keytar = await load().catch(() => null);
  if (!keytar) return null;
  const name = names[process.platform] ?? 'the system keyring';

  /** No D-Bus, a locked keyring, nobody at the screen to unlock it: all of it means "not just now". */
  async function inTime<Result>(task: () => Promise<Result>): Promise<Result> {
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('no answer in time')), patience);
    try {
      return await Promise.race([task(), timeout]);
    } catch (cause) {
      throw new Failure('secret-store-locked', { store: name }, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    place: 'keychain',
    name,
    get: (key) => inTime(() => keytar.getPassword(service, key)),
    set: (key, value) => inTime(() => keytar.setPassword(service, key, value)),
    delete: (key) => inTime(async () => void (await keytar.deletePassword(service, key))),
  };
}

/** An optional package with a native part: named at run time, so that nothing needs it to be there. */
async function loadKeytar(): Promise<Keytar> {
  const name = 'keytar';
  const { default: keytar } = (await import(name)) as { default: Keytar };
  return keytar;
}
