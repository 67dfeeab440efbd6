import type { Signer } from '#shared/files/platform.ts';
import type { KeyRole, TrustRootPayload } from '#shared/files/trust-root.ts';
import { text } from '#shared/text/index.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { Random } from '../ports.ts';
import type { Store, Write } from '../store/open.ts';
import { deriveKey, openText, sealText } from './sealed.ts';

type Db = Store['db'] | Write;

/** The keys were sealed with another secret than the one this process was given. */
export class WrongSecret extends Error {
  constructor() {
    super(text.cloud.wrongSecret);
  }
}

/** A key that was just made, with its private half. */
export interface NewKey {
  role: KeyRole;
  pem: string;
  signer: Signer;
}

export function makeKey(role: KeyRole): NewKey {
  const pem = filePlatform.makeKey();
  return { role, pem, signer: filePlatform.signer(pem) };
}

/** How a trust root names a key. */
export const entryOf = ({ role, signer }: NewKey): TrustRootPayload['keys'][number] => ({
  id: signer.keyId,
  role,
  publicKey: signer.publicKey,
});

/** Keeps keys, their private halves sealed with the secret of the cloud. */
export async function addKeys(
  tx: Write,
  { random, secret }: { random: Random; secret: string },
  keys: readonly NewKey[],
  now: number,
): Promise<void> {
  const sealing = deriveKey(secret, 'keys');
  const rows = keys.map(({ role, pem, signer }) => ({
    id: signer.keyId,
    role,
    public_key: signer.publicKey,
    sealed_private_key: sealText(random, sealing, signer.keyId, pem),
    created_at: now,
  }));
  await tx.insertInto('cloud_key').values(rows).execute();
}

/** Opens a private key. Throws `WrongSecret`. */
export async function openKey(db: Db, secret: string, id: string): Promise<Signer> {
  const row = await db
    .selectFrom('cloud_key')
    .select(['id', 'sealed_private_key'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const pem = openText(deriveKey(secret, 'keys'), row.id, row.sealed_private_key);
  if (pem === null) throw new WrongSecret();
  return filePlatform.signer(pem);
}

/** When keys were made, by id. */
export async function keysMadeAt(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('cloud_key').select(['id', 'created_at']).execute();
  return new Map(rows.map((row) => [row.id, row.created_at]));
}

/** Forgets a private half for good: nothing can be signed with it any more. */
export async function forgetKey(tx: Write, id: string): Promise<void> {
  await tx.deleteFrom('cloud_key').where('id', '=', id).execute();
}
