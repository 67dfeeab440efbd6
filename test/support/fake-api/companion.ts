import { AsyncIteratorClass } from '@orpc/client';
import type { CompanionClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { minute } from '#shared/models/time.ts';
import { here, ingrid, leaseOn } from './data.ts';
import { fakeOffline } from './companion-offline.ts';
import { fakeDiagnostics } from './diagnostics.ts';
import { fakeLibrary } from './library.ts';
import { links } from './links.ts';
import { fakeReleases } from './releases.ts';
import { fakeTransfers } from './releases-transfers.ts';
import { heldFrom, type Watched } from './world.ts';
import { checkCode, secondStepOf } from './two-factor.ts';

const code = { userCode: 'K7QF-2M9D', url: 'https://greenroom.northlight.example/device' };

/** A stream as a door hands it over. */
const iteratorOf = <T>(stream: AsyncGenerator<T, void, void>) =>
  new AsyncIteratorClass<T, void, void>(
    () => stream.next(),
    async () => void (await stream.return()),
  );

/** This machine's operations over a world in memory. */
export function fakeCompanion(world: Watched): CompanionClient {
  const through = () => {
    if (world.failing) throw world.failing;
  };
  const signIn = () => {
    through();
    if (world.refusing) throw world.refusing;
    world.status.session = { state: 'signed-in', who: world.people, current: null };
    world.changed(['session']);
    return world.people;
  };
  const rowOf = (id: string) => {
    const row = world.rows.find((candidate) => candidate.id === id);
    if (!row) throw new Failure('not-found', {});
    return row;
  };
  const release = (lease: string) => {
    for (const row of world.rows) row.leases = row.leases.filter(({ id }) => id !== lease);
    world.status.leases = world.status.leases.filter(({ id }) => id !== lease);
    world.changed(['license']);
  };
  return {
    status: {
      show: async () => world.status,
      watch: async (_input, options) => iteratorOf(world.watch(options?.signal)),
    },
    session: {
      signIn: async () => secondStepOf(world) ?? { state: 'signed-in', ...signIn() },
      confirm: async (proof) => (checkCode(proof), signIn()),
      startCode: async () => {
        through();
        const pending = {
          ...code,
          urlWithCode: `${code.url}?code=K7QF2M9D`,
          expiresAt: world.status.now + 10 * minute,
        };
        world.status.session = { state: 'waiting', pending };
        world.changed(['session']);
        return pending;
      },
      waitForCode: () => new Promise(() => {}),
      cancelCode: async () => {
        world.status.session = { state: 'signed-out', why: 'by-person' };
        world.changed(['session']);
        return {};
      },
      signOut: async ({ release: alsoLeases }) => {
        const released = alsoLeases ? world.status.leases.length : 0;
        if (alsoLeases) for (const { id } of world.status.leases) release(id);
        world.status.session = { state: 'signed-out', why: 'by-person' };
        world.changed(['session']);
        return { released };
      },
    },
    organization: {
      list: async () => ({ current: null, memberships: world.people.memberships }),
      switch: async ({ organization }) => {
        through();
        world.status.session = { state: 'signed-in', who: world.people, current: organization };
        world.changed(['session']);
        return { current: organization };
      },
    },
    connection: {
      show: async () => world.status.cloud,
      test: async ({ url }) => {
        through();
        if (!url.includes('greenroom')) throw new Failure('not-a-greenroom-cloud', { url });
        return { name: 'Fjord Broadcast', fingerprint: 'maple stone ferry cabin' };
      },
      use: async ({ url }) => {
        world.status.cloud = { ...world.status.cloud, url: url ?? 'http://127.0.0.1:4711', embedded: url === null };
        world.changed(['cloud', 'session']);
        return world.status.cloud;
      },
    },
    machine: {
      show: async () => world.status.machine,
      describe: async () => world.status.machine.evidence,
      rename: async ({ name }) => {
        world.status.machine = { ...world.status.machine, name };
        world.changed(['settings']);
        return { ...here, name };
      },
      repair: async () => {
        through();
        return world.status.leases;
      },
      claim: async () => {
        through();
        return world.status.leases;
      },
      renewIdentity: async () => ({ ...here, id: 'ee55ff6600112233' }),
      prepareImage: async () => ({ removed: ['/var/lib/greenroom/machine-key.pem'] }),
    },
    diagnostics: fakeDiagnostics(world),
    ...fakeOffline(world),
    ...fakeLibrary(world),
    ...fakeReleases(world),
    ...fakeTransfers(world),
    license: {
      list: async (input) => {
        through();
        return world.rows.filter(
          ({ assignedToMe, leases }) => input?.scope !== 'mine' || assignedToMe || leases.some(({ isMine }) => isMine),
        );
      },
      recommend: async () => ({ license: world.rows[0]?.id ?? null, why: 'held-before' }),
      pick: async ({ license, replaces }) => {
        through();
        if (replaces) release(replaces);
        const row = rowOf(license);
        if (row.availability !== 'free')
          throw new Failure('no-free-seat', { license: `${row.product.name} ${row.edition.name}`, seats: row.seats });
        const held = heldFrom(row, world.status.now);
        row.leases = [...row.leases, leaseOn(here.name, ingrid, row.id, { id: held.id })];
        world.status.leases = [...world.status.leases, held];
        world.changed(['license']);
        return held;
      },
      enter: async () => {
        throw new Failure('room-closed', {});
      },
      held: async () => world.status.leases,
      release: async ({ lease }) => {
        through();
        release(lease);
        return {};
      },
      heartbeat: async () => {
        through();
        return world.status.leases;
      },
      check: async ({ product }) => {
        const lease = world.status.leases.find((held) => held.product.id === product);
        return {
          verdict: lease ? 'licensed' : 'not-licensed',
          product,
          edition: lease?.edition.id ?? null,
          services: lease?.services ?? [],
          organization: lease?.organization.name ?? null,
          person: lease?.person ?? null,
          leaseEndsAt: lease?.leaseEndsAt ?? null,
          licenseEndsAt: lease?.licenseEndsAt ?? null,
          refusal: null,
          file: '/var/lib/greenroom/leases/current.license',
        };
      },
    },
    notice: {
      dismiss: async ({ notice }) => {
        world.status.notices = world.status.notices.filter(({ id }) => id !== notice);
        world.changed(['notice']);
        return {};
      },
    },
    settings: {
      show: async () => ({
        settings: world.settings,
        file: '/home/ingrid/.config/greenroom/settings.json',
        secretPlace: 'keychain',
        secretPlaces: ['keychain', 'private-file'],
      }),
      update: async (change) => {
        world.settings = { ...world.settings, ...change };
        world.changed(['settings']);
        return world.settings;
      },
    },
    link: {
      list: async () => {
        through();
        return links;
      },
      open: async () => ({}),
    },
  };
}
