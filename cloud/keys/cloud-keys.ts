import { Failure } from '#shared/errors.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import { keysOf, type TrustRootPayload } from '#shared/files/trust-root.ts';
import { text } from '#shared/text/index.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudKeys } from '../context.ts';
import { newId } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/open.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { addKeys, entryOf, makeKey, openKey } from './key-rows.ts';
import { addTrustRoot, hasTrustRoot, readTrustRoots } from './trust-roots.ts';

export interface KeyOptions {
  store: Store;
  clock: Clock;
  random: Random;
  name: string;
  secret: string;
}

/** What this process signs with now. */
interface Ring {
  root: TrustRootPayload;
  trustRoot: string;
  lease: Signer;
  /** null: a cloud of before releases, which gets one by rotating. */
  release: Signer | null;
}

/** Opens the identity and the keys of this cloud; the first process ever makes them. */
export async function openCloudKeys(options: KeyOptions): Promise<CloudKeys> {
  const { db } = options.store;
  if (!(await hasTrustRoot(db, 1))) await makeIdentity(options);
  let ring = await readRing(options);
  const releaseKey = () => {
    if (ring.release !== null) return ring.release;
    throw new Failure('invalid-input', { problems: [{ field: 'keys', problem: text.cloudReleases.noKey }] });
  };
  const { cloud: cloudId, cloudName } = ring.root;
  return {
    cloudId,
    cloudName,
    get root() {
      return ring.root;
    },
    get trustRoot() {
      return ring.trustRoot;
    },
    get fingerprint() {
      return fingerprintOf(ring.root);
    },
    signLicense: (payload, header) => seal(filePlatform, 'license', payload, [ring.lease], header),
    signReceipt: (payload, header) => seal(filePlatform, 'return-receipt', payload, [ring.lease], header),
    signMachineFile: (encrypted) => ({
      // What this key signs elsewhere begins with `DSSEv1`: no signature of the one kind is one of the other.
      signature: ring.lease.sign(filePlatform.toBytes(`machine/${encrypted}`)),
      publicKey: ring.lease.publicKey,
    }),
    signIndex: (payload) => seal(filePlatform, 'release-index', payload, [releaseKey()]),
    signManifest: (payload) => seal(filePlatform, 'release-manifest', payload, [releaseKey()]),
    get releaseSigner() {
      const { keyId: id, publicKey, sign } = releaseKey();
      return { id, publicKey, sign };
    },
    async refresh() {
      if (await hasTrustRoot(db, ring.root.version + 1)) ring = await readRing(options);
    },
  };
}

async function readRing({ store, secret }: KeyOptions): Promise<Ring> {
  const { newest, files } = await readTrustRoots(store.db);
  const [[lease], [release]] = [keysOf(newest, 'lease'), keysOf(newest, 'release')];
  if (!lease) throw new Error('the newest trust root names no lease key');
  return {
    root: newest,
    trustRoot: files.join('\n'),
    lease: await openKey(store.db, secret, lease.id),
    release: release ? await openKey(store.db, secret, release.id) : null,
  };
}

async function makeIdentity(options: KeyOptions): Promise<void> {
  const { store, clock, random, name } = options;
  const root = makeKey('root');
  const keys = [root, makeKey('lease'), makeKey('release')];
  const now = clock.now();
  const payload: TrustRootPayload = {
    cloud: newId(random, 'C'),
    cloudName: name,
    version: 1,
    issuedAt: now,
    keys: keys.map(entryOf),
  };
  try {
    await store.write(async (tx) => {
      await addTrustRoot(tx, payload, [root.signer]);
      await addKeys(tx, options, keys, now);
    });
  } catch (error) {
    // Another process was first: its identity is the cloud's.
    if (!isUniqueViolation(error)) throw error;
  }
}
