import { fingerprintOf } from '#shared/files/fingerprint.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import { type KeyRole, TrustRootPayload } from '#shared/files/trust-root.ts';
import { text } from '#shared/text/index.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudKeys } from '../context.ts';
import { newId } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/open.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { deriveKey, openText, sealText } from './sealed.ts';

export interface KeyOptions {
  store: Store;
  clock: Clock;
  random: Random;
  name: string;
  secret: string;
}

/** There is one such fact: whichever process writes it first has made the cloud's identity. */
const identityFact = 'identity';

/** The keys were sealed with another secret than the one this process was given. */
export class WrongSecret extends Error {
  constructor() {
    super(text.cloud.wrongSecret);
  }
}

/** Opens the identity and the keys of this cloud; the first process ever makes them. */
export async function openCloudKeys(options: KeyOptions): Promise<CloudKeys> {
  const identity = (await readIdentity(options.store)) ?? (await makeIdentity(options));
  const signer = await leaseSigner(options);
  return {
    cloudId: identity.payload.cloud,
    cloudName: identity.payload.cloudName,
    trustRoot: identity.file,
    fingerprint: fingerprintOf(identity.payload),
    signLicense: (payload, header) => seal(filePlatform, 'license', payload, [signer], header),
  };
}

interface Identity {
  payload: TrustRootPayload;
  file: string;
}

async function readIdentity({ db }: Store): Promise<Identity | null> {
  const row = await db.selectFrom('cloud_fact').select('value').where('name', '=', identityFact).executeTakeFirst();
  if (!row) return null;
  const { payload, file } = JSON.parse(row.value);
  return { payload: TrustRootPayload.parse(payload), file };
}

async function makeIdentity(options: KeyOptions): Promise<Identity> {
  const { store, clock, random, name, secret } = options;
  const [root, lease] = [newKey('root'), newKey('lease')];
  const now = clock.now();
  const payload: TrustRootPayload = {
    cloud: newId(random, 'C'),
    cloudName: name,
    version: 1,
    issuedAt: now,
    keys: [root, lease].map(({ role, signer }) => ({ id: signer.keyId, role, publicKey: signer.publicKey })),
  };
  const identity = {
    payload,
    file: seal(filePlatform, 'trust-root', payload, [root.signer], [text.cloud.trustRoot(name)]),
  };
  const key = deriveKey(secret, 'keys');
  try {
    await store.write(async (tx) => {
      await tx
        .insertInto('cloud_fact')
        .values({ name: identityFact, value: JSON.stringify(identity) })
        .execute();
      const rows = [root, lease].map(({ role, pem, signer }) => ({
        id: signer.keyId,
        role,
        public_key: signer.publicKey,
        sealed_private_key: sealText(random, key, signer.keyId, pem),
        created_at: now,
      }));
      await tx.insertInto('cloud_key').values(rows).execute();
    });
    return identity;
  } catch (error) {
    const first = isUniqueViolation(error) ? await readIdentity(store) : null;
    if (first) return first;
    throw error;
  }
}

function newKey(role: KeyRole): { role: KeyRole; pem: string; signer: Signer } {
  const pem = filePlatform.makeKey();
  return { role, pem, signer: filePlatform.signer(pem) };
}

async function leaseSigner({ store, secret }: KeyOptions): Promise<Signer> {
  const row = await store.db
    .selectFrom('cloud_key')
    .select(['id', 'sealed_private_key'])
    .where('role', '=', 'lease')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const pem = openText(deriveKey(secret, 'keys'), row.id, row.sealed_private_key);
  if (pem === null) throw new WrongSecret();
  return filePlatform.signer(pem);
}
