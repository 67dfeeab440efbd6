import { randomBytes } from 'node:crypto';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { onTestFinished } from 'vitest';
import { addMember, addOrganization, addPerson } from '#cloud/auth/people.ts';
import type { CloudConfig } from '#cloud/config.ts';
import { freePort } from '#cloud/embedded/port.ts';
import { createLog } from '#cloud/log.ts';
import { createCloudRouter } from '#cloud/router.ts';
import { seedSample } from '#cloud/sample/seed.ts';
import { startCloud, type StartOptions } from '#cloud/start.ts';
import type { Engine } from '#cloud/store/open.ts';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import type { Role } from '#shared/models/role.ts';
import { readyDatabase, type Where } from './store.ts';

/** By name: written out wherever it is inferred, it would be longer than TypeScript writes. */
export interface CloudClient extends ContractRouterClient<typeof cloudContract> {}

export interface TestCloudOptions
  extends Partial<Pick<StartOptions, 'clock' | 'random' | 'dns' | 'log' | 'portalFolder'>> {
  engine?: Engine;
  /** Another process of the same cloud: the database of the first one, with its secret. */
  where?: Where;
  sample?: boolean;
  config?: Partial<CloudConfig>;
}

export const testSecret = 's'.repeat(43);
export const testPassword = 'a long green password';

/** No domain says anything: tests ask nobody outside. */
const silentDns = { txt: async () => [] };

/** A cloud at a loopback port, on a new database; stopped when the test ends. */
export async function startTestCloud(options: TestCloudOptions = {}) {
  const { engine = 'sqlite', clock, random, dns = silentDns, portalFolder, sample } = options;
  const { log = createLog('silent') } = options;
  const store = options.where ?? (await readyDatabase(engine));
  const port = await freePort('127.0.0.1');
  const config: CloudConfig = {
    isEmbedded: true,
    name: 'Test cloud',
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    store,
    secret: testSecret,
    mail: { kind: 'outbox' },
    releases: null,
    releasesUrl: null,
    reachesPrivate: true,
    logLevel: 'silent',
    ...options.config,
  };
  const world = { log, clock, random, dns, portalFolder };
  const cloud = await startCloud(config, { ...world, seed: sample ? seedSample : undefined });
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= cloud.stop());
  onTestFinished(stop);
  const { parts, url } = cloud;
  const local = { headers: new Headers(), address: null, isLocalVendor: true };

  return {
    url,
    parts,
    where: store,
    stop,
    /** Calls over HTTP, as a companion does. */
    client: (token?: string) => clientOf(url, token),
    /** The vendor's operations, as on the cloud's own command line. */
    vendor: createRouterClient(createCloudRouter(parts), { context: local }).vendor,
    addOrganization: (name: string, timeZone = 'Europe/Oslo') =>
      parts.store.write((tx) => addOrganization(tx, parts, { name, timeZone })),
    /** A person with a place in organizations; signed in. */
    async addPerson(name: string, places: Record<string, Role> = {}, isVendor = false) {
      const email = `${name.toLowerCase()}-${randomBytes(3).toString('hex')}@studio.example`;
      const passwordHash = await parts.auth.hashPassword(testPassword);
      const id = await parts.store.write(async (tx) => {
        const personId = await addPerson(tx, parts, { name, email, passwordHash, isVendor });
        for (const [organizationId, role] of Object.entries(places)) {
          await addMember(tx, parts, { organizationId, personId, role });
        }
        return personId;
      });
      const visitor = { headers: new Headers(), address: `192.0.2.${randomBytes(1)[0]}` };
      const { token } = await parts.auth.startSession(id, visitor, 'TEST');
      return { id, name, email, token, client: clientOf(url, token) };
    },
  };
}
export type TestCloud = Awaited<ReturnType<typeof startTestCloud>>;

function clientOf(url: string, token?: string): CloudClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return createORPCClient(new RPCLink({ url: `${url}/rpc`, headers }));
}

/** A clock that stands still until it is moved. */
export function fakeClock(start = Date.UTC(2027, 0, 14, 9)) {
  let now = start;
  return { now: () => now, advance: (milliseconds: number) => (now += milliseconds) };
}
