import { createRouterClient } from '@orpc/server';
import pino from 'pino';
import { addMember, addOrganization, addPerson } from '#cloud/auth/people.ts';
import type { Auth } from '#cloud/auth/port.ts';
import type { CloudParts } from '#cloud/context.ts';
import { newId } from '#cloud/ids.ts';
import { createOutgoing } from '#cloud/outgoing/create-outgoing.ts';
import { createCloudRouter } from '#cloud/router.ts';
import type { Engine, Store } from '#cloud/store/open.ts';
import { replaceCatalogue } from '#cloud/store/queries/catalogue.ts';
import { addLicenses, type NewLicense } from '#cloud/store/queries/vendor.ts';
import type { Catalogue } from '#shared/models/catalogue.ts';
import type { Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { seal } from '#shared/files/seal.ts';
import { callingMachine } from './calling-machine.ts';
import { createMemoryReleaseStore } from './memory-release-store.ts';
import { noon, platform, testCloud } from './signed-files.ts';
import { freshStore } from './store.ts';

const personHeader = 'x-test-person';

const edition = (id: string, name: string) => ({ id, name, services: [{ name: 'Output', value: 'yes' }] });

export const testCatalogue: Catalogue = {
  products: [
    {
      id: 'graphics',
      name: 'Graphics',
      glyph: 'layers',
      signsInWithTwoFactor: true,
      editions: [edition('xr', 'XR'), edition('cg', 'CG')],
      links: [],
    },
    {
      id: 'tracking',
      name: 'Tracking',
      glyph: 'target',
      signsInWithTwoFactor: false,
      editions: [edition('live', 'Live')],
      links: [],
    },
  ],
  support: [],
};

/** Licensing without a server: the cloud's own router on a real database, with a clock that goes when told. */
export async function licensingCloud(engine: Engine, options: { store?: Store } = {}) {
  const store = options.store ?? (await freshStore(engine));
  const cloud = testCloud('Test cloud');
  const clock = { time: noon, now: () => clock.time };
  let drawn = 0;
  const random = { bytes: (length: number) => numbered(++drawn, length) };
  const people = new Map<string, { id: string; name: string; email: string; isVendor: boolean }>();
  const letters: { to: string }[] = [];
  const parts: CloudParts = {
    config: {
      isEmbedded: true,
      name: 'Test cloud',
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1:4711',
      store: { file: ':memory:' },
      secret: 'k'.repeat(43),
      mail: { kind: 'outbox' },
      releases: null,
      releasesUrl: null,
      reachesPrivate: true,
      logLevel: 'silent',
    },
    store,
    clock,
    random,
    dns: { txt: async () => [] },
    log: pino({ level: 'silent' }),
    keys: {
      cloudId: cloud.trustRoot.cloud,
      cloudName: cloud.trustRoot.cloudName,
      root: cloud.trustRoot,
      trustRoot: cloud.trustRootFile,
      fingerprint: 'green amber red grey',
      signLicense: (payload, header) => seal(platform, 'license', payload, [cloud.lease], header),
      signReceipt: (payload, header) => seal(platform, 'return-receipt', payload, [cloud.lease], header),
      signMachineFile: (encrypted) => ({
        signature: cloud.lease.sign(platform.toBytes(`machine/${encrypted}`)),
        publicKey: cloud.lease.publicKey,
      }),
      signIndex: (payload) => seal(platform, 'release-index', payload, [cloud.release]),
      signManifest: (payload) => seal(platform, 'release-manifest', payload, [cloud.release]),
      releaseSigner: { id: cloud.release.keyId, publicKey: cloud.release.publicKey, sign: cloud.release.sign },
      refresh: async () => {},
    },
    auth: onlySessions((headers) => people.get(headers.get(personHeader) ?? '')),
    mail: { send: async (letter) => void letters.push(letter) },
    outgoing: createOutgoing({ isEmbedded: true, reachesPrivate: true }),
    releases: createMemoryReleaseStore(),
  };
  const router = createCloudRouter(parts);
  await store.write((tx) => replaceCatalogue(tx, testCatalogue));

  return {
    parts,
    store,
    clock,
    letters,
    trustRoot: cloud.trustRoot,
    /** Calls as this person, or as nobody. */
    as(person?: { id: string }) {
      const headers = new Headers(person ? { [personHeader]: person.id } : {});
      return createRouterClient(router, { context: { headers, address: '192.0.2.1' } });
    },
    asVendor: () =>
      createRouterClient(router, { context: { headers: new Headers(), address: null, isLocalVendor: true } }),
    addOrganization: (name = 'Northlight Studios') =>
      store.write((tx) => addOrganization(tx, parts, { name, timeZone: 'Europe/Oslo' })),
    async addPerson(name: string, places: Record<string, Role>) {
      const email = `${name.toLowerCase()}@studio.example`;
      const id = await store.write(async (tx) => {
        const personId = await addPerson(tx, parts, { name, email, passwordHash: '' });
        for (const [organizationId, role] of Object.entries(places)) {
          await addMember(tx, parts, { organizationId, personId, role });
        }
        return personId;
      });
      const person = { id, name, email };
      people.set(id, { ...person, isVendor: false });
      return person;
    },
    async addLicense(organization: string, change: Partial<NewLicense> = {}) {
      const id = newId(random, 'L');
      const license: NewLicense = {
        id,
        organization,
        product: 'graphics',
        edition: 'xr',
        kind: 'floating',
        trial: false,
        seats: 1,
        startsAt: noon - day,
        endsAt: null,
        ...change,
      };
      await store.write((tx) => addLicenses(tx, [license], noon));
      return id;
    },
    machine: (name = 'RENDER-03', key?: string) => callingMachine(name, cloud.trustRoot, key, clock.now),
  };
}

export type LicensingCloud = Awaited<ReturnType<typeof licensingCloud>>;

/** Chance that is the same in every run, and never twice the same within one. */
function numbered(count: number, length: number): Uint8Array {
  return platform.sha256(platform.toBytes(`chance ${count}`)).slice(0, length);
}

/** Sessions by a header, and nothing is counted; everything else of accounts is not there. */
function onlySessions(
  find: (headers: Headers) => { id: string; name: string; email: string; isVendor: boolean } | undefined,
): Auth {
  const none = () => Promise.reject(new Error('not part of this test cloud'));
  return {
    async resolveSession(headers) {
      const found = find(headers);
      if (!found) return null;
      const { isVendor, ...person } = found;
      return { sessionId: `S-${person.id}`, person, isVendor, sessionExpiresAt: noon + 30 * day };
    },
    countAttempt: async () => {},
    countOnAccount: async () => {},
    checkCredentials: none,
    startSession: none,
    refresh: none,
    signOut: none,
    listSessions: none,
    endSession: none,
    endOtherSessions: none,
    checkPassword: none,
    mayMail: none,
    unlock: none,
    forgetAttempts: none,
    seal: none,
    unseal: none,
    devices: { start: none, poll: none, show: none, decide: none },
    hashPassword: none,
  };
}
