import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import { TrustRootPayload } from '#shared/files/trust-root.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { Store, Write } from '../store/open.ts';

type Db = Store['db'] | Write;

/** There is one fact for each version: whichever process writes it first has made that version. */
const factOf = (version: number) => (version === 1 ? 'identity' : `trust-root ${version}`);
const versionOf = (fact: string) => (fact === 'identity' ? 1 : Number(fact.split(' ')[1]));

/** What the newest version says, and the armoured files of all of them, the newest first. Throws when there is none. */
export async function readTrustRoots(db: Db): Promise<{ newest: TrustRootPayload; files: string[] }> {
  const rows = await db
    .selectFrom('cloud_fact')
    .selectAll()
    .where(({ eb }) => eb.or([eb('name', '=', factOf(1)), eb('name', 'like', 'trust-root %')]))
    .execute();
  const roots = rows.toSorted((a, b) => versionOf(b.name) - versionOf(a.name)).map(({ value }) => JSON.parse(value));
  const [newest] = roots;
  if (newest === undefined) throw new Error('this cloud has no identity yet');
  return { newest: TrustRootPayload.parse(newest.payload), files: roots.map(({ file }) => String(file)) };
}

/** Whether a version is there: the cheapest way to see that something has changed. */
export async function hasTrustRoot(db: Db, version: number): Promise<boolean> {
  const row = await db.selectFrom('cloud_fact').select('name').where('name', '=', factOf(version)).executeTakeFirst();
  return row !== undefined;
}

/** Signs and keeps a version. A unique violation: another process has made it meanwhile. */
export async function addTrustRoot(tx: Write, payload: TrustRootPayload, signers: readonly Signer[]): Promise<void> {
  const file = seal(filePlatform, 'trust-root', payload, signers);
  await tx
    .insertInto('cloud_fact')
    .values({ name: factOf(payload.version), value: JSON.stringify({ payload, file }) })
    .execute();
}
