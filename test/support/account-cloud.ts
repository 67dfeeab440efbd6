import { randomBytes } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import pino from 'pino';
import type { AttemptLimits } from '#cloud/auth/attempts.ts';
import { createAuth } from '#cloud/auth/create-auth.ts';
import { addMember, addOrganization, addPerson } from '#cloud/auth/people.ts';
import type { CloudConfig } from '#cloud/config.ts';
import type { CloudParts } from '#cloud/context.ts';
import { createOutbox } from '#cloud/mail/outbox.ts';
import type { Mailer } from '#cloud/mail/port.ts';
import { createOutgoing } from '#cloud/outgoing/create-outgoing.ts';
import { createCloudRouter } from '#cloud/router.ts';
import type { Engine } from '#cloud/store/open.ts';
import type { Role } from '#shared/models/role.ts';
import { createMemoryReleaseStore } from './memory-release-store.ts';
import { testCloud } from './signed-files.ts';
import { freshStore, type Where } from './store.ts';
import { signedIn } from './signed-in.ts';

export const password = 'a long green password';
export const secret = 'k'.repeat(43);

/** Whoever calls: a browser keeps the cookies it is given, as browsers do. */
export interface Visit {
  token?: string;
  cookie?: string;
  address?: string;
  userAgent?: string;
}

export interface Options {
  where?: Where;
  publicUrl?: string;
  mail?: Mailer;
  mailKind?: CloudConfig['mail'];
  limits?: Partial<AttemptLimits>;
  support?: CloudConfig['support'];
}

const generous: Partial<AttemptLimits> = {
  'sign-in': { window: 60, max: 1_000 },
  'sign-up': { window: 60, max: 1_000 },
  'set-up': { window: 60, max: 1_000 },
  'code-show': { window: 60, max: 1_000 },
};

/** Hashing is slow, as it should be: one hash for everybody. */
let hashed: Promise<string> | undefined;

/** A cloud without a server: its router on a real database, with real accounts. */
export async function accountCloud(engine: Engine, options: Options = {}) {
  const {
    where,
    publicUrl = 'http://127.0.0.1:4711',
    mailKind = { kind: 'outbox' } as const,
    limits = generous,
  } = options;
  const store = await freshStore(engine, where);
  const clock = { now: () => Date.now() };
  const random = { bytes: (length: number) => randomBytes(length) };
  const complaints: string[] = [];
  const auth = createAuth({ store, clock, publicUrl, secret, limits, warn: (message) => complaints.push(message) });
  const config: CloudConfig = {
    isEmbedded: true,
    name: 'Test cloud',
    host: '127.0.0.1',
    port: 0,
    publicUrl,
    store: { file: ':memory:' },
    secret,
    mail: mailKind,
    releases: null,
    releasesUrl: null,
    reachesPrivate: true,
    logLevel: 'silent',
    support: options.support,
  };
  const keys: CloudParts['keys'] = {
    cloudId: 'C-test',
    cloudName: 'Test cloud',
    root: testCloud().trustRoot,
    trustRoot: 'a trust root',
    fingerprint: 'green amber red grey',
    signLicense: signsNothing,
    signReceipt: signsNothing,
    signMachineFile: signsNothing,
    signIndex: signsNothing,
    signManifest: signsNothing,
    releaseSigner: { id: '', publicKey: '', sign: signsNothing },
    refresh: async () => {},
  };
  const log = pino({ level: 'silent' });
  const mail = options.mail ?? createOutbox({ store, clock, random });
  const parts: CloudParts = {
    config,
    store,
    clock,
    random,
    dns: { txt: async () => [] },
    log,
    keys,
    auth,
    mail,
    outgoing: createOutgoing(config),
    releases: createMemoryReleaseStore(),
  };
  const router = createCloudRouter(parts);

  return {
    parts,
    store,
    complaints,
    /** Calls as a visitor; `cookies` are those of its last answers. */
    as({ token, cookie, address = '192.0.2.1', userAgent = 'test' }: Visit = {}) {
      const headers = new Headers({ 'user-agent': userAgent });
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      if (cookie !== undefined) headers.set('cookie', cookie);
      const resHeaders = new Headers();
      return Object.assign(createRouterClient(router, { context: { headers, address, resHeaders } }), {
        cookies: () => resHeaders.getSetCookie(),
      });
    },
    /** Calls with headers as anybody may write them. */
    callWith: (headers: Headers) => createRouterClient(router, { context: { headers, address: '192.0.2.1' } }),
    async addPerson(name: string, places: Record<string, Role> = {}, isVendor = false) {
      const email = `${name.toLowerCase()}@studio.example`;
      const passwordHash = await (hashed ??= auth.hashPassword(password));
      const id = await store.write(async (tx) => {
        const personId = await addPerson(tx, parts, { name, email, passwordHash, isVendor });
        for (const [i, [organizationId, role]] of Object.entries(places).entries())
          await addMember(tx, parts, { organizationId, personId, role, joinedAt: clock.now() + i });
        return personId;
      });
      return { id, name, email };
    },
    addOrganization: (name: string, timeZone = 'Europe/Oslo') =>
      store.write((tx) => addOrganization(tx, parts, { name, timeZone })),
    async tokenOf(email: string) {
      return signedIn(await this.as().session.issueToken({ email, password, machineName: 'RENDER-03' })).token;
    },
    deeds: async () =>
      (await store.db.selectFrom('audit').select('action').orderBy('at').execute()).map((row) => row.action),
  };
}

function signsNothing(): never {
  throw new Error('nothing is signed here');
}

export type AccountCloud = Awaited<ReturnType<typeof accountCloud>>;

/** What a browser sends back of the cookies it was given. */
export const cookieOf = (cookies: readonly string[]) => cookies.map((cookie) => cookie.split(';')[0]).join('; ');
