import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import { TrustRootPayload } from '#shared/files/trust-root.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { Store, Write } from '../store/open.ts';

/** One version of the trust root: what it says, and the armoured file. */
export interface TrustRoot {
  payload: TrustRootPayload;
  file: string;
}

type Db = Store['db'] | Write;

/** There is one fact for each version: whichever process writes it first has made that version. */
const factOf = (version: number) => (version === 1 ? 'identity' : `trust-root ${version}`);

/** Every version there is, the newest first. Empty before the first process has made an identity. */
export async function readTrustRoots(db: Db): Promise<TrustRoot[]> {
  const rows = await db
    .selectFrom('cloud_fact')
    .select('value')
    .where(({ eb }) => eb.or([eb('name', '=', factOf(1)), eb('name', 'like', 'trust-root %')]))
    .execute();
  return rows.map(({ value }) => fromText(value)).toSorted((a, b) => b.payload.version - a.payload.version);
}

/** Whether a version is there: the cheapest way to see that something has changed. */
export async function hasTrustRoot(db: Db, version: number): Promise<boolean> {
  const row = await db.selectFrom('cloud_fact').select('name').where('name', '=', factOf(version)).executeTakeFirst();
  return row !== undefined;
}

/** Signs and keeps a version. A unique violation: another process has made it meanwhile. */
export async function addTrustRoot(
  tx: Write,
  payload: TrustRootPayload,
  signers: readonly Signer[],
): Promise<TrustRoot> {
  const root = { payload, file: seal(filePlatform, 'trust-root', payload, signers) };
  await tx
    .insertInto('cloud_fact')
    .values({ name: factOf(payload.version), value: JSON.stringify(root) })
    .execute();
  return root;
}

function fromText(text: string): TrustRoot {
  const { payload, file } = JSON.parse(text);
  return { payload: TrustRootPayload.parse(payload), file };
}
