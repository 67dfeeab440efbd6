import { composeReleases } from './compose-releases.ts';
import { createCompanionRouter } from './router.ts';
import type { Companion } from './companion.ts';
import { createAccount } from './services/account.ts';
import { createChanges } from './services/changes.ts';
import { type Connection, createConnection } from './services/connection.ts';
import { createDiagnostics } from './services/diagnostics/diagnostics.ts';
import { createDrives } from './services/drives.ts';
import { createHeartbeat, type Heartbeat } from './services/heartbeat.ts';
import { createHousekeeping } from './services/housekeeping.ts';
import { createIdentity } from './services/identity.ts';
import { createIntroducing } from './services/introduction.ts';
import { createLeaving } from './services/leaving.ts';
import { createLicenses } from './services/licenses.ts';
import { createLinks } from './services/links.ts';
import { createMachineCalls } from './services/machine-calls.ts';
import { createNotices } from './services/notices.ts';
import { createOffline } from './services/offline.ts';
import { createOrganizations } from './services/organizations.ts';
import type { CompanionPorts } from './services/ports.ts';
import { createRound } from './services/round.ts';
import { createSecrets } from './services/secrets.ts';
import { createSession } from './services/session.ts';
import { createSettings } from './services/settings.ts';
import { createStatus } from './services/status.ts';
import { createDownloads } from './services/transfers/downloads.ts';
import { createRunTransfer } from './services/transfers/run-transfer.ts';
import { createTrust } from './services/trust.ts';
import { createWarnings } from './services/warnings.ts';

/** Puts the companion together: the one place where every service gets what it needs. */
export function createCompanion(ports: CompanionPorts): Companion {
  const { machineState, embeddedCloud, log } = ports;
  const stopping = new AbortController();
  const changes = createChanges();
  const notices = createNotices(ports, changes);
  const settings = createSettings(ports, changes);
  const secrets = createSecrets(ports, settings);
  const drives = createDrives(ports, changes);

  const session = createSession(ports, {
    changes,
    settings,
    secrets,
    connection: () => connection,
    notices,
  });
  const connection: Connection = createConnection(ports, changes, settings, session, stopping.signal);

  const trust = createTrust(ports, { connection, session, changes });
  /** Nothing is asked of anybody before it is clear which cloud is trusted. */
  const ready = trust.trustInstalled();

  const introducing = createIntroducing(ports, changes);
  const calls = createMachineCalls(ports, { connection, changes, notices, introducing });
  const licenses = createLicenses(ports, connection.cloud, calls, session);
  const account = createAccount(ports, { connection, session, secrets, licenses });
  const organizations = createOrganizations(connection.cloud.client, session);
  const links = createLinks(connection, session, ports.browser);

  const identity = createIdentity(ports, { calls, session, account });
  const offline = createOffline(ports, { calls, licenses, session, introducing, notices, changes });

  const { desk, ...released } = composeReleases(ports, { changes, cloud: connection.cloud.client, session });
  const run = createRunTransfer(ports);
  const downloads = createDownloads(ports, { desk, run, changes, settings, session, cloud: connection.state });

  const round = createRound(ports, { connection, session, beat: () => heartbeat.beat() });
  const housekeeping = createHousekeeping(ports, notices, changes);
  const warnings = createWarnings(ports, notices);
  async function watch(): Promise<void> {
    try {
      await housekeeping();
    } finally {
      await warnings();
    }
  }
  const heartbeat: Heartbeat = createHeartbeat(ports, { changes, renew: calls.heartbeat, round, watch });
  const status = createStatus(ports, { session, connection, notices, heartbeat, drives, factors: introducing.factors });

  const diagnostics = createDiagnostics(ports, {
    connection,
    settings,
    secrets,
    downloads,
    library: released.library,
    status,
    evidence: introducing.evidence,
    token: session.token,
  });

  if (settings.keptAside !== null) void notices.add({ kind: 'settings-repaired', kept: settings.keptAside });
  const endOfNudging = changes.subscribe((topic) => {
    const isBack = topic === 'cloud' && connection.state.show().state === 'reachable' && heartbeat.isBehind();
    if (isBack) heartbeat.nudge();
  });

  async function close(): Promise<void> {
    stopping.abort();
    endOfNudging();
    account.stop();
    await embeddedCloud?.stop();
  }

  return {
    router: createCompanionRouter(ports, {
      ...released,
      account,
      changes,
      connection,
      diagnostics,
      downloads,
      drives,
      evidence: introducing.evidence,
      heartbeat,
      identity,
      leaveCloud: createLeaving(ports, { licenses, account, session }),
      licenses,
      links,
      notices,
      offline,
      organizations,
      ready,
      secrets,
      session,
      settings,
      status,
      trust,
    }),
    status,
    start() {
      void introducing.evidence();
      drives.follow(stopping.signal);
      const beating = ready.then(() => heartbeat.run(stopping.signal));
      const transferring = ready.then(() => downloads.start(stopping.signal));
      return async () => {
        await Promise.all([close(), beating, transferring]);
        await machineState
          .keepTime()
          .catch((error: unknown) => log.warn('the time could not be kept', { error: String(error) }));
      };
    },
    close,
  };
}
