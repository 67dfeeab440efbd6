import { createORPCClient } from '@orpc/client';
import type { CloudClient, CloudConnection, ConnectCloud } from '#main/services/ports.ts';
import { Failure } from '#shared/errors.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { keyIdOf } from '#shared/files/keys.ts';
import type { SignedLease } from '#shared/files/license.ts';
import { seal } from '#shared/files/seal.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import type { LeaseNotice } from '#shared/models/lease-notice.ts';
import type { SignedIn } from '#shared/models/person.ts';
import type { SecondStepMethod } from '#shared/models/second-step.ts';
import { day, hour, type Moment } from '#shared/models/time.ts';
import { saidIn } from './machine.ts';
import { platform, testCloud, testLease } from './signed-files.ts';

const ingrid: SignedIn = {
  person: { id: 'ingrid', name: 'Ingrid Aas', email: 'ingrid@northlight.example' },
  isVendor: false,
  memberships: [
    {
      organization: { id: 'northlight', name: 'Northlight Studios' },
      role: 'manager',
      isDefault: true,
      timeZone: 'Europe/Oslo',
      roleSet: 'full',
    },
    {
      organization: { id: 'fjord', name: 'Fjord Broadcast' },
      role: 'editor',
      isDefault: false,
      timeZone: 'Europe/Oslo',
      roleSet: 'full',
    },
  ],
  sessionExpiresAt: Date.UTC(2027, 1, 1),
};

type Answer = (input: never, token: string | null) => unknown;

/** A cloud in this process: one person, a few licenses with one seat each, real signatures. What is between is up to the test. */
export function createFakeCloud({
  now,
  name = 'Northlight Cloud',
  leaseHours = 24,
}: {
  now(): Moment;
  name?: string;
  leaseHours?: number;
}) {
  const keys = testCloud(name);
  const tokens = new Set<string>();
  const calls: string[] = [];
  const leases = new Map<string, SignedLease>();
  const notices: LeaseNotice[] = [];
  let sequence = 0;
  let counter = 0;
  let issued = 0;
  let codeState: 'pending' | 'approved' | 'refused' | 'expired' = 'pending';

  const cloud = {
    keys,
    calls,
    leases,
    /** What every call meets instead of an answer. */
    trouble: null as Failure | null,
    password: 'correct horse',
    /** What the person has to do after the password. */
    twoFactor: null as { challenge: string; methods: SecondStepMethod[] } | null,
    code: '123456',
    tokens,
    who: ingrid,
    rows: [] as LicenseRow[],
    decide(state: typeof codeState) {
      codeState = state;
    },
    /** Somebody else frees a seat; the machine is told at its next call. */
    endLease(lease: string, reason: LeaseNotice['reason'] = 'released') {
      leases.delete(lease);
      notices.push({ lease, license: 'Graphics XR', reason, by: 'Jo Berg', at: now() });
    },
    answers: {} as Record<string, Answer>,
  };

  function signed(token: string | null): SignedIn {
    if (token === null || !tokens.has(token)) throw new Failure('not-signed-in', {});
    return cloud.who;
  }

  function issue() {
    const token = `token-${(issued += 1)}`;
    tokens.add(token);
    return { token, expiresAt: now() + 30 * day };
  }

  function leaseFor(license: string): SignedLease {
    const known = [...leases.values()].find((lease) => lease.license.id === license);
    return (
      known ?? testLease({ id: `lease-${license}`, license: { ...testLease().license, id: license }, notBefore: now() })
    );
  }

  /** What a call does to the lease it means. */
  const act: Record<string, (lease: string, days: number) => void> = {
    return: (lease) => void leases.delete(lease),
    'go-offline': (lease, days) => change(lease, { mode: 'offline', graceHours: 72, leaseEndsAt: now() + days * day }),
    'go-online': (lease) => change(lease, { mode: 'online', graceHours: 0 }),
  };

  function change(id: string, to: Partial<SignedLease>): void {
    const lease = leases.get(id);
    if (!lease) throw new Failure('not-found', {});
    leases.set(id, { ...lease, ...to });
  }

  function answerCall(text: string) {
    const said = saidIn({ nonce: '', text });
    if (said.counter <= counter) throw new Failure('call-refused', { why: 'replayed' });
    counter = said.counter;
    if (said.license) leases.set(`lease-${said.license}`, leaseFor(said.license));
    if (said.replaces) leases.delete(said.replaces);
    if (said.room) leases.set(`lease-${said.room}`, { ...leaseFor(said.room), person: null });
    if (said.lease) act[said.purpose]?.(said.lease, said.days ?? 180);
    for (const [id, lease] of leases)
      if (lease.mode === 'online') leases.set(id, { ...lease, leaseEndsAt: now() + leaseHours * hour });
    sequence = Math.max(sequence, said.applied?.sequence ?? 0) + 1;
    const license = {
      cloud: keys.trustRoot.cloud,
      machine: keyIdOf(platform, said.machine.publicKey) ?? '',
      machineName: said.machine.name,
      sequence,
      answers: said.nonce,
      issuedAt: now(),
      importBy: now() + hour,
      leases: [...leases.values()],
      notices: notices.splice(0),
      setBackAllowance: day,
      warnDays: [30, 14, 7, 3, 1],
      barred: [],
    };
    return { file: seal(platform, 'license', license, [keys.lease]) };
  }

  const standard: Record<string, Answer> = {
    'about.show': () => ({
      cloud: keys.trustRoot.cloud,
      name,
      version: '0.1.0',
      product: 'greenroom-cloud',
      trustRoot: keys.trustRootFile,
      fingerprint: fingerprintOf(keys.trustRoot),
      needsSetUp: false,
      hasOutbox: false,
      sample: null,
    }),
    'session.issueToken': ({ password }: { password: string }) => {
      if (password !== cloud.password) throw new Failure('wrong-credentials', {});
      if (cloud.twoFactor) return { state: 'second-step', ...cloud.twoFactor, expiresAt: now() + 10 * 60_000 };
      return { state: 'signed-in', ...issue() };
    },
    'session.confirmToken': ({ challenge, code }: { challenge: string; code: string }) => {
      if (challenge !== cloud.twoFactor?.challenge) throw new Failure('second-step-ended', {});
      if (code !== cloud.code) throw new Failure('wrong-code', { left: 4 });
      return issue();
    },
    'session.show': (_, token) => signed(token),
    'session.signOut': (_, token) => {
      signed(token);
      tokens.delete(token ?? '');
      return {};
    },
    'device.start': () => ({
      deviceCode: 'device-1',
      userCode: 'K7QF-2M9D',
      url: 'https://cloud.example/device',
      urlWithCode: 'https://cloud.example/device?code=K7QF2M9D',
      expiresAt: now() + 10 * 60_000,
      intervalSeconds: 5,
    }),
    'device.poll': () => {
      if (codeState === 'refused') throw new Failure('code-refused', {});
      if (codeState === 'expired') throw new Failure('code-expired', {});
      return codeState === 'approved' ? { state: 'approved', ...issue() } : { state: 'pending' };
    },
    'organization.setDefault': ({ organization }: { organization: string }, token) => {
      const { memberships } = signed(token);
      cloud.who = {
        ...cloud.who,
        memberships: memberships.map((one) => ({ ...one, isDefault: one.organization.id === organization })),
      };
      return {};
    },
    'license.usable': (_, token) => signed(token) && pageOf(cloud.rows),
    'license.mine': (_, token) => signed(token) && pageOf(cloud.rows.filter(({ assignedToMe }) => assignedToMe)),
    'license.show': ({ license }: { license: string }, token) => signed(token) && shown(cloud.rows, license),
    'license.pick': ({ call }: { call: string }, token) => signed(token) && answerCall(call),
    'machine.heartbeat': ({ call }: { call: string }) => answerCall(call),
    'lease.giveBack': ({ call }: { call: string }) => answerCall(call),
    'lease.goOffline': ({ call }: { call: string }, token) => signed(token) && answerCall(call),
    'lease.goOnline': ({ call }: { call: string }) => answerCall(call),
    'license.enter': ({ call }: { call: string }) => answerCall(call),
    'machine.repair': ({ call }: { call: string }, token) => signed(token) && answerCall(call),
    'machine.claim': ({ call }: { call: string }, token) => signed(token) && answerCall(call),
    'support.desk': () => ({
      place: 'here',
      site: 'Cloud',
      url: 'https://cloud.example/support',
      signIn: 'cloud-account',
    }),
    'catalogue.show': (_, token) =>
      signed(token) && {
        products: [],
        support: [{ kind: 'contact', title: 'Contact', summary: '', url: 'https://help.example/contact' }],
      },
  };

  const connect: ConnectCloud = ({ url, token, onContact }): CloudConnection => {
    async function call(path: readonly string[], input: unknown): Promise<unknown> {
      const operation = path.join('.');
      await url();
      const carried = await token();
      try {
        if (cloud.trouble) throw cloud.trouble;
        calls.push(operation);
        const answer = cloud.answers[operation] ?? standard[operation];
        if (!answer) throw new Error(`the fake cloud does not know ${operation}`);
        const output = await answer(input as never, carried);
        onContact({ failure: null, token: carried });
        return output;
      } catch (error) {
        if (error instanceof Failure) onContact({ failure: error, token: carried });
        throw error;
      }
    }
    return { client: createORPCClient<CloudClient>({ call }), call };
  };
  return Object.assign(cloud, { connect, answerCall });
}

export type FakeCloud = ReturnType<typeof createFakeCloud>;

const pageOf = (rows: LicenseRow[]) => ({ rows, total: rows.length, places: [] });

function shown(rows: LicenseRow[], id: string): LicenseRow {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new Failure('not-found', {});
  return row;
}

/** A license as a person sees it. */
export function testRow(id: string, change: Partial<LicenseRow> = {}): LicenseRow {
  return {
    id,
    organization: { id: 'northlight', name: 'Northlight Studios' },
    product: { id: 'graphics', name: 'Graphics', glyph: 'layers' },
    edition: { id: 'xr', name: 'XR', services: [] },
    kind: 'floating',
    trial: false,
    seats: 1,
    startsAt: 0,
    endsAt: null,
    revokedAt: null,
    availability: 'free',
    leaseHours: 24,
    assignedToMe: false,
    leases: [],
    assignees: null,
    overlaps: { count: 0, limit: 1 },
    askFor: null,
    ...change,
  };
}
