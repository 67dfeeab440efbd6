import { Failure } from '#shared/errors.ts';
import type { SecretPlace } from '#shared/models/settings.ts';
import type { CompanionPorts, SecretStore } from './ports.ts';
import type { SettingsService } from './settings.ts';

export interface Secrets {
  place(): SecretPlace;
  places(): SecretPlace[];
  /** Makes sure that a secret could be kept now, before a person types a password. */
  prepare(): Promise<void>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Keeps secrets in the one place that was chosen; the first time, in the best that works and the person agreed to. */
export function createSecrets(
  { secretStores, environmentToken, log }: CompanionPorts,
  settings: Pick<SettingsService, 'show' | 'keep'>,
): Secrets {
  const stores = environmentToken === null ? secretStores : [memoryStore(environmentToken)];
  const best = stores[0]?.place ?? 'memory';

  const mayUse = ({ place }: SecretStore) => place !== 'private-file' || settings.show().allowPrivateFile;

  /** The recorded place; before anything was recorded, the best one allowed. */
  const chosen = () =>
    stores.find(({ place }) => place === settings.show().secretPlace) ??
    (settings.show().secretPlace === null || environmentToken !== null ? stores.find(mayUse) : undefined);

  /** The chosen place first, then the others, the best first. */
  async function findPlace(): Promise<SecretStore> {
    const first = chosen();
    const candidates = first ? [first, ...stores.filter((store) => store !== first)] : stores;
    let trouble: Failure = new Failure('secret-store-locked', { store: best });
    for (const store of candidates.filter(mayUse)) {
      try {
        await proveThatItKeeps(store);
        return store;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        log.warn('a place for secrets does not work', { place: store.place, code: error.code });
        if (store === candidates[0]) trouble = error;
      }
    }
    const refused = candidates.find((store) => !mayUse(store));
    throw refused ? new Failure('secret-store-needs-consent', { path: refused.name }) : trouble;
  }

  function record(secretPlace: SecretPlace): void {
    try {
      settings.keep({ secretPlace });
    } catch (error) {
      log.warn('the place of the secrets could not be recorded', { error: String(error) });
    }
  }

  return {
    place: () => chosen()?.place ?? best,
    places: () => stores.map(({ place }) => place),
    async prepare() {
      await findPlace();
    },
    async get(key) {
      const isRecorded = settings.show().secretPlace !== null;
      try {
        return (await chosen()?.get(key)) ?? null;
      } catch (error) {
        // Where nothing was ever kept, a locked place hides nothing.
        if (isRecorded || !(error instanceof Failure)) throw error;
        return null;
      }
    },
    async set(key, value) {
      const before = chosen();
      const store = await findPlace();
      await keepAndReadBack(store, key, value);
      if (environmentToken === null) record(store.place);
      if (before && before !== store) await before.delete(key).catch(() => undefined);
    },
    async delete(key) {
      await chosen()?.delete(key);
    },
  };
}

const probe = 'probe';

async function proveThatItKeeps(store: SecretStore): Promise<void> {
  await keepAndReadBack(store, probe, 'kept');
  await store.delete(probe);
}

/** Some keychains take a secret and lose it. */
async function keepAndReadBack(store: SecretStore, key: string, value: string): Promise<void> {
  await store.set(key, value);
  if ((await store.get(key)) !== value) throw new Failure('secret-store-locked', { store: store.name });
}

/** For unattended runs: every session is the one of the environment's token, until it is forgotten. */
function memoryStore(token: string): SecretStore {
  const kept = new Map<string, string>();
  let given: string | null = token;
  return {
    place: 'memory',
    name: 'GREENROOM_TOKEN',
    get: (key) => Promise.resolve(kept.get(key) ?? (key === probe ? null : given)),
    async set(key, value) {
      kept.set(key, value);
    },
    async delete(key) {
      kept.delete(key);
      if (key !== probe) given = null;
    },
  };
}
