import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { root } from '../../build/steps/places.mjs';
import { addMember, addOrganization, addPerson } from '#cloud/auth/people.ts';
import { createAuth } from '#cloud/auth/create-auth.ts';
import { freePort } from '#cloud/embedded/port.ts';
import { newId } from '#cloud/ids.ts';
import { systemClock, systemRandom } from '#cloud/parts.ts';
import { openStore, type Store } from '#cloud/store/open.ts';
import { replaceCatalogue } from '#cloud/store/queries/catalogue.ts';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import { open } from '#shared/files/open.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { testCatalogue } from './licensing-cloud.ts';
import { platform } from './signed-files.ts';
import { signedIn } from './signed-in.ts';

export type CloudClient = ContractRouterClient<typeof cloudContract>;

const secret = 'k'.repeat(43);
const password = 'a long green password';

/** One cloud of several real processes on one database, with an organization and an Editor who is signed in. */
export interface CloudProcesses {
  urls: string[];
  pids: number[];
  store: Store;
  trustRoot: TrustRootPayload;
  token: string;
  organization: string;
  client(at: number, token?: string): CloudClient;
  addLicense(seats: number): Promise<string>;
  stop(): Promise<void>;
}

/** `databaseUrl`: an empty database on PostgreSQL; null: a SQLite file in a new folder. */
export async function startCloudProcesses(databaseUrl: string | null, count: number): Promise<CloudProcesses> {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-cloud-'));
  const environment = {
    ...process.env,
    GREENROOM_DATA: folder,
    GREENROOM_SECRET: secret,
    GREENROOM_LOG_LEVEL: 'warn',
    ...(databaseUrl && {
      DATABASE_URL: databaseUrl,
      GREENROOM_SMTP_URL: 'smtp://127.0.0.1:9',
      GREENROOM_MAIL_FROM: 'greenroom@studio.example',
    }),
  };
  const children: { child: ChildProcess; url: string }[] = [];
  for (let at = 0; at < count; at++) children.push(await startOne(environment, databaseUrl === null));
  const urls = children.map(({ url }) => url);
  const store = await openStore(databaseUrl ? { databaseUrl } : { file: join(folder, 'cloud.sqlite') });
  const client = (at: number, token?: string): CloudClient =>
    createORPCClient(
      new RPCLink({ url: `${urls[at % count]}/rpc`, headers: token ? { authorization: `Bearer ${token}` } : {} }),
    );
  const organization = await addStudio(store);
  const about = await client(0).about.show({});
  const opening = open(platform, 'trust-root', about.trustRoot, { pinned: null });
  if (!opening.accepted) throw new Error(`the cloud's trust root: ${opening.refusal.code}`);
  const { token } = signedIn(
    await client(0).session.issueToken({ email: 'jo@studio.example', password, machineName: 'TEST' }),
  );
  return {
    urls,
    pids: children.flatMap(({ child }) => child.pid ?? []),
    store,
    trustRoot: opening.payload,
    token,
    organization,
    client,
    async addLicense(seats) {
      const id = newId(systemRandom, 'L');
      const license = {
        id,
        organization,
        product: 'graphics',
        edition: 'xr',
        kind: 'floating' as const,
        trial: false,
        seats,
      };
      await store.write((tx) => addLicenses(tx, [{ ...license, startsAt: 0, endsAt: null }], Date.now()));
      return id;
    },
    async stop() {
      for (const { child } of children) child.kill('SIGTERM');
      await Promise.all(children.map(async ({ child }) => child.exitCode === null && (await once(child, 'exit'))));
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `node cloud/main.ts`, until it says where it listens. */
async function startOne(env: NodeJS.ProcessEnv, isEmbedded: boolean): Promise<{ child: ChildProcess; url: string }> {
  const flags = isEmbedded ? ['serve', '--embedded', '--empty'] : ['serve'];
  const port = await freePort('127.0.0.1');
  const child = spawn(process.execPath, [join(root, 'cloud/main.ts'), ...flags], {
    env: { ...env, GREENROOM_PORT: String(port), GREENROOM_PUBLIC_URL: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /"listening":"([^"]+)"/.exec(line)?.[1];
    if (!url) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error('the cloud ended before it listened');
}

async function addStudio(store: Store): Promise<string> {
  const parts = { clock: systemClock, random: systemRandom };
  const warn = () => {};
  const auth = createAuth({ store, clock: systemClock, publicUrl: 'http://127.0.0.1', secret, warn });
  const passwordHash = await auth.hashPassword(password);
  return store.write(async (tx) => {
    await replaceCatalogue(tx, testCatalogue);
    const organizationId = await addOrganization(tx, parts, { name: 'Northlight Studios', timeZone: 'Europe/Oslo' });
    const personId = await addPerson(tx, parts, { name: 'Jo Berg', email: 'jo@studio.example', passwordHash });
    await addMember(tx, parts, { organizationId, personId, role: 'editor' });
    return organizationId;
  });
}
