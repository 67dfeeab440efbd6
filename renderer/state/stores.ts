import type { Failure } from '#shared/errors.ts';
import type { UsableLicenses } from '#shared/models/license.ts';
import type { MachineView } from '#shared/models/machine-view.ts';
import type { Shelf } from '#shared/models/release.ts';
import type { Settings } from '#shared/models/settings.ts';
import type { CloudStatus } from '#shared/models/status.ts';
import { asFailure } from '../api/failure.ts';
import type { Api } from '../api/api.ts';
import { createByOrganization } from './by-organization.ts';
import { type HelpLink, listLinks } from './links.ts';
import { createLiveStore, startLive } from './live.ts';
import { createPaged, type PagedStore } from './paged.ts';
import { createPortalSession } from './portal-session.ts';
import { createResource, type ResourceStore } from './resource.ts';
import { createSessionStore, type SessionStore, setSession } from './session.ts';
import { loadShelf, organizationOf } from './shelf.ts';
import { createTransfers, startTransfers } from './transfers.ts';

export type Scope = 'mine' | 'usable';
export type SettingsView = Awaited<ReturnType<NonNullable<Api['companion']>['settings']['show']>> & {
  settings: Settings;
};

/** What a store that is made later gets to know. */
export interface Around {
  api: Api;
  session: SessionStore;
  shelf: ResourceStore<Shelf>;
  explain: (error: unknown) => Failure;
  now: () => number;
  keep: <T>(create: (around: Around) => T) => T;
}

/** The stores of one page, and the few acts that differ between a companion and the portal. */
export type Stores = ReturnType<typeof createStores>;

/** Page by page: what needs somebody stands first whatever its name is, so the list has to know all of them. */
async function allMachines(cloud: Api['cloud'], organization: string): Promise<MachineView[]> {
  const known = new Map<string, MachineView>();
  for (let after: string | null | undefined; after !== null; ) {
    const page = await cloud.machine.list({
      organization,
      limit: mostMachines,
      ...(after === undefined ? {} : { after }),
    });
    // One that was renamed meanwhile may come twice.
    for (const machine of page.machines) known.set(machine.id, machine);
    after = page.next;
  }
  return [...known.values()];
}
/** The most that the cloud gives at once. */
const mostMachines = 500;

/** Builds the stores around a door. Nothing happens before `start`. */
export function createStores(api: Api, now: () => number = Date.now) {
  const { companion, cloud } = api;
  const explain = (error: unknown) => asFailure(error, api.door);
  const live = createLiveStore();
  const session = createSessionStore();
  const portal = createPortalSession(session, { cloud, explain, memory: localStorage });

  /** What this machine holds comes first. */
  const licensesOf = (scope: Scope): PagedStore<UsableLicenses> =>
    createPaged(
      (page) => cloud.license[scope]({ machine: live.getState().status?.machine.id, ...page }),
      ({ id }) => id,
      explain,
      now,
    );
  const licenses = { mine: licensesOf('mine'), usable: licensesOf('usable') };
  const links: ResourceStore<HelpLink[]> = createResource(() => listLinks(api), explain, now);
  /** What managers see of an organization. */
  const of = {
    company: createByOrganization((organization) =>
      createResource(() => cloud.organization.company({ organization }), explain, now),
    ),
    machines: createByOrganization((organization) =>
      createResource(() => allMachines(cloud, organization), explain, now),
    ),
    /** How many machines there are and the first of them: for whoever does not look at the whole list. */
    fleet: createByOrganization((organization) =>
      createResource(() => cloud.machine.summary({ organization }), explain, now),
    ),
    rooms: createByOrganization((organization) =>
      createResource(() => cloud.room.list({ organization }), explain, now),
    ),
    rules: createByOrganization((organization) =>
      createResource(() => cloud.organization.show({ organization }), explain, now),
    ),
  };
  /** Those I belong to, as Home shows them. */
  const organizations = createResource(() => cloud.organization.list({}), explain, now);
  const calendar = createResource(() => cloud.calendar.show({}), explain, now);
  const settings = companion ? createResource(() => companion.settings.show({}), explain, now) : null;
  /** Releases to choose from. A companion shows them to whoever sits here, signed in or not. */
  const shelf: ResourceStore<Shelf> = createResource(
    () => loadShelf(api, organizationOf(session.getState()), now()),
    explain,
    now,
  );
  const transfers = createTransfers();
  const library = companion ? createResource(() => companion.library.list({}), explain, now) : null;

  const seats = (): ResourceStore<unknown>[] => [
    licenses.mine,
    licenses.usable,
    ...of.machines.all(),
    ...of.fleet.all(),
  ];
  const personal = (): ResourceStore<unknown>[] => [
    ...seats(),
    organizations,
    links,
    calendar,
    ...of.rooms.all(),
    ...of.rules.all(),
    ...of.company.all(),
  ];
  /** Fetches again what a page has asked for before; what nobody looked at stays unfetched. */
  const used = (stores: readonly ResourceStore<unknown>[]) =>
    stores.filter((store) => store.getState().phase !== 'idle');
  const refreshUsed = (stores: readonly ResourceStore<unknown>[]) => {
    for (const store of used(stores)) void store.refresh();
  };

  const forgetWhenOthersCome = () =>
    session.subscribe((next, last) => {
      const who = (state: typeof next) => (state.state === 'signed-in' ? state.who.person.id : null);
      if (who(next) === who(last)) return;
      const known = personal();
      const asked = used(known);
      for (const store of known) store.clear();
      if (who(next) !== null) for (const store of asked) void store.refresh();
    });

  const followOrganization = () =>
    session.subscribe((next, last) => {
      if (organizationOf(next) === organizationOf(last) || used([shelf]).length === 0) return;
      shelf.clear();
      void shelf.refresh();
    });

  const kept = new Map<unknown, unknown>();
  const keep = <T>(create: (around: Around) => T): T => {
    if (!kept.has(create)) kept.set(create, create({ api, session, shelf, explain, now, keep }));
    return kept.get(create) as T;
  };

  let cloudState: CloudStatus['state'] = 'unknown';
  const startCompanion = () =>
    companion
      ? startLive(live, {
          companion,
          explain,
          now,
          onChange: (topics) => {
            const { status } = live.getState();
            const isBack = status?.cloud.state === 'reachable' && cloudState !== 'reachable';
            cloudState = status?.cloud.state ?? cloudState;
            if (status) setSession(session, status.session);
            if (topics.includes('library') || isBack) refreshUsed([shelf]);
            if (topics.includes('license')) refreshUsed(seats());
            if (topics.includes('settings') && settings) refreshUsed([settings]);
            if (topics.includes('library') && library) refreshUsed([library]);
          },
        })
      : () => {};

  const startFocus = (page: Window) => {
    const freshen = () => {
      const seen = session.getState().state === 'signed-in' ? [...personal(), shelf] : [shelf];
      refreshUsed(seen.filter((store) => now() - (store.getState().at ?? 0) > 15_000));
    };
    page.addEventListener('focus', freshen);
    return () => page.removeEventListener('focus', freshen);
  };

  return {
    live,
    session,
    licenses,
    links,
    of,
    organizations,
    calendar,
    settings,
    shelf,
    transfers,
    /** What was downloaded to this machine; none in the portal. */
    library,
    explain,
    now,
    /** Fetches again wherever seats are shown, after one was taken or freed. */
    async refreshSeats() {
      await Promise.all(used(seats()).map((store) => store.refresh()));
    },
    /** What outlives the page that made it, such as a half-done intake. Made once; `create` also names it. */
    keep,
    /** Asks who is signed in again; a companion tells by itself. */
    refreshSession: companion ? async () => {} : portal.refresh,
    async switchOrganization(organization: string, asDefault: boolean) {
      if (companion) await companion.organization.switch({ organization, asDefault });
      else await portal.work(organization, asDefault);
    },
    async signOut(release: boolean) {
      if (companion) await companion.session.signOut({ release });
      else await portal.signOut();
    },
    async openLink(url: string, page: Window) {
      if (companion) await companion.link.open({ url });
      else page.open(url, '_blank', 'noopener');
    },
    /** Starts following; returns its stop. */
    start(page: Window): () => void {
      const stops = [
        forgetWhenOthersCome(),
        followOrganization(),
        startCompanion(),
        companion ? startTransfers(transfers, companion) : () => {},
        startFocus(page),
      ];
      if (!companion) void portal.refresh();
      return () => stops.forEach((stop) => stop());
    },
  };
}
