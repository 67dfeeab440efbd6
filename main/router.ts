import { implement, os as anyOs } from '@orpc/server';
import { companionContract } from '#shared/contract/companion/index.ts';
import type { CompanionRouter } from './companion.ts';
import { passOn } from './pass-on.ts';
import { answerFailures } from './failures.ts';
import type { Account } from './services/account.ts';
import type { Changes } from './services/changes.ts';
import type { Connection } from './services/connection.ts';
import type { Diagnostics } from './services/diagnostics/diagnostics.ts';
import type { Drives } from './services/drives.ts';
import type { Evidence } from './services/evidence.ts';
import type { Heartbeat } from './services/heartbeat.ts';
import type { Identity } from './services/identity.ts';
import type { Carrying } from './services/library/carrying.ts';
import type { Library } from './services/library/library.ts';
import type { Licenses } from './services/licenses.ts';
import type { Links } from './services/links.ts';
import type { Notices } from './services/notices.ts';
import type { Offline } from './services/offline.ts';
import type { Organizations } from './services/organizations.ts';
import type { CompanionPorts } from './services/ports.ts';
import type { Releases } from './services/releases/releases.ts';
import type { Secrets } from './services/secrets.ts';
import type { Session } from './services/session.ts';
import type { SettingsService } from './services/settings.ts';
import type { Downloads } from './services/transfers/downloads.ts';
import type { Trust } from './services/trust.ts';
import { watch } from './services/watcher.ts';
import type { Status } from '#shared/models/status.ts';

export interface CompanionServices {
  account: Account;
  carrying: Carrying;
  changes: Changes;
  connection: Connection;
  diagnostics: Diagnostics;
  downloads: Downloads;
  drives: Drives;
  evidence(): Promise<Evidence>;
  heartbeat: Pick<Heartbeat, 'beat'>;
  identity: Identity;
  leaveCloud(): Promise<void>;
  library: Library;
  licenses: Licenses;
  links: Links;
  notices: Notices;
  offline: Offline;
  organizations: Organizations;
  releases: Releases;
  /** When it is clear which cloud is trusted. */
  ready: Promise<void>;
  secrets: Secrets;
  session: Session;
  settings: SettingsService;
  status(): Status;
  trust: Pick<Trust, 'trust'>;
}

/** Serves the whole contract. Nothing is decided here: each operation names the service that does it. */
export function createCompanionRouter(
  { machineState, check, log, random }: Pick<CompanionPorts, 'machineState' | 'check' | 'log' | 'random'>,
  services: CompanionServices,
): CompanionRouter {
  const {
    account,
    carrying,
    connection,
    downloads,
    drives,
    heartbeat,
    identity,
    library,
    licenses,
    links,
    notices,
    offline,
    organizations,
    releases,
    secrets,
    session,
    settings,
  } = services;
  const failures = answerFailures(log, random);
  const whenReady = anyOs.middleware(async ({ next }) => {
    await services.ready;
    return next();
  });
  const os = implement(companionContract).use(failures).use(whenReady);

  const companion = os.router({
    status: {
      show: os.status.show.handler(async () => {
        await settle();
        return services.status();
      }),
      watch: os.status.watch.handler(async ({ signal }) => {
        await session.restore();
        return watch(services.changes, services.status, signal);
      }),
    },
    session: {
      signIn: os.session.signIn.handler(({ input }) => account.signIn(input)),
      confirm: os.session.confirm.handler(({ input }) => account.confirm(input)),
      startCode: os.session.startCode.handler(({ input }) => account.startCode(input.openBrowser)),
      waitForCode: os.session.waitForCode.handler(({ signal }) => account.waitForCode(signal)),
      cancelCode: os.session.cancelCode.handler(() => {
        account.cancelCode();
        return {};
      }),
      signOut: os.session.signOut.handler(({ input }) => account.signOut(input.release)),
    },
    organization: {
      list: os.organization.list.handler(() => organizations.list()),
      switch: os.organization.switch.handler(({ input }) => organizations.switch(input.organization, input.asDefault)),
    },
    connection: {
      show: os.connection.show.handler(() => connection.show()),
      test: os.connection.test.handler(async ({ input }) => {
        const { about, root } = await connection.look(input.url);
        return { name: about.name, fingerprint: root.fingerprint };
      }),
      use: os.connection.use.handler(async ({ input }) => {
        await connection.moveTo(input.url, input.fingerprint, services.leaveCloud);
        return connection.show();
      }),
    },
    machine: {
      show: os.machine.show.handler(() => ({ ...machineState.machine(), stateFolder: machineState.folder })),
      describe: os.machine.describe.handler(async () => (await services.evidence()).factors),
      rename: os.machine.rename.handler(async ({ input }) => {
        const renamed = await machineState.rename(input.name);
        services.changes.announce('owner');
        return renamed;
      }),
      repair: os.machine.repair.handler(() => identity.repair()),
      claim: os.machine.claim.handler(() => identity.claim()),
      renewIdentity: os.machine.renewIdentity.handler(() => identity.renewIdentity()),
      prepareImage: os.machine.prepareImage.handler(async () => ({ removed: await identity.prepareImage() })),
    },
    license: {
      list: os.license.list.handler(({ input }) => licenses.list(input)),
      recommend: os.license.recommend.handler(() => licenses.recommend()),
      pick: os.license.pick.handler(({ input }) => licenses.pick(input.license, input.replaces)),
      enter: os.license.enter.handler(({ input }) => licenses.enter(input.code)),
      held: os.license.held.handler(() => licenses.held()),
      release: os.license.release.handler(async ({ input }) => {
        await licenses.release(input.lease);
        return {};
      }),
      heartbeat: os.license.heartbeat.handler(() => heartbeat.beat()),
      check: os.license.check.handler(({ input }) => check(input)),
    },
    offline: {
      trust: os.offline.trust.handler(({ input }) => services.trust.trust(input.text, input.fingerprint)),
      request: os.offline.request.handler(({ input: { purpose, ...wish } }) => offline.request(purpose, wish)),
      showRequest: os.offline.showRequest.handler(({ input }) => offline.showRequest(input.request)),
      dropRequest: os.offline.dropRequest.handler(async ({ input }) => {
        await offline.dropRequest(input.request);
        return {};
      }),
      apply: os.offline.apply.handler(({ input }) => offline.apply(input.text)),
      acknowledge: os.offline.acknowledge.handler(async () => ({ file: await offline.acknowledge() })),
      return: os.offline.return.handler(async ({ input }) => ({ file: await offline.giveBack(input.lease) })),
      use: os.offline.use.handler(({ input }) => offline.use(input.license, input.days)),
      switchToOnline: os.offline.switchToOnline.handler(({ input }) => offline.switchToOnline(input.lease)),
      inspect: os.offline.inspect.handler(({ input }) => offline.inspect(input.text)),
    },
    release: {
      list: os.release.list.handler(({ input }) => releases.list(input.organization)),
      show: os.release.show.handler(({ input }) => releases.show(input)),
      estimate: os.release.estimate.handler(({ input }) => releases.estimate(input)),
    },
    library: {
      list: os.library.list.handler(() => library.list()),
      reveal: os.library.reveal.handler(({ input }) => library.reveal(input)),
      install: os.library.install.handler(({ input }) => library.install(input)),
      keep: os.library.keep.handler(({ input }) => library.keep(input)),
      remove: os.library.remove.handler(({ input }) => library.remove(input)),
      removeOld: os.library.removeOld.handler(() => library.removeOld()),
      save: os.library.save.handler(async ({ input }) => downloads.add(await carrying.saveOrders(input))),
      carried: os.library.carried.handler(() => carrying.list()),
      add: os.library.add.handler(async ({ input }) => downloads.add(await carrying.addOrders(input))),
    },
    download: {
      start: os.download.start.handler(async ({ input }) => downloads.add(await releases.choose(input))),
      pause: os.download.pause.handler(({ input }) => downloads.pause(input.transfer)),
      resume: os.download.resume.handler(({ input }) => downloads.resume(input.transfer)),
      cancel: os.download.cancel.handler(async ({ input }) => {
        await downloads.cancel(input.transfer);
        return {};
      }),
      move: os.download.move.handler(({ input }) => downloads.move(input.transfer, input.to)),
      list: os.download.list.handler(() => downloads.list()),
      watch: os.download.watch.handler(({ signal }) => downloads.watch(signal)),
    },
    drive: {
      list: os.drive.list.handler(() => drives.list()),
      read: os.drive.read.handler(({ input }) => drives.read(input.drive, input.files)),
      save: os.drive.save.handler(async ({ input }) => ({ saved: await drives.save(input.drive, input.files) })),
    },
    notice: {
      dismiss: os.notice.dismiss.handler(async ({ input }) => {
        await notices.dismiss(input.notice);
        return {};
      }),
    },
    settings: {
      show: os.settings.show.handler(() => ({
        settings: settings.show(),
        file: settings.file,
        secretPlace: secrets.place(),
        secretPlaces: secrets.places(),
      })),
      update: os.settings.update.handler(({ input }) => settings.update(input)),
    },
    diagnostics: {
      collect: os.diagnostics.collect.handler(({ signal }) => services.diagnostics.collect(signal)),
      pack: os.diagnostics.pack.handler(({ input }) => services.diagnostics.pack(input)),
    },
    link: {
      list: os.link.list.handler(() => links.list()),
      open: os.link.open.handler(async ({ input }) => {
        await links.open(input.url);
        return {};
      }),
    },
  });

  /** For a command that asks once: what `start` would have found out by now. */
  async function settle(): Promise<void> {
    await session.restore();
    if (session.show().state === 'signed-out') await session.who().catch(() => undefined);
    await services.evidence();
    await drives
      .settle()
      .catch((error: unknown) => log.warn('the sticks could not be looked at', { error: String(error) }));
  }

  /** The page asked the cloud itself: what this machine knows of the person is looked up anew. */
  const refreshSession = () =>
    session.refresh().then(
      () => undefined,
      (error: unknown) => log.warn('the session could not be looked up anew', { error: String(error) }),
    );

  return { companion, cloud: passOn(connection.cloud, [failures, whenReady], { changesSession: refreshSession }) };
}
