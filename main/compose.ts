import { createCompanionRouter } from './router.ts';
import type { Companion } from './companion.ts';
import { createAccount } from './services/account.ts';
import { createChanges } from './services/changes.ts';
import { type Connection, createConnection } from './services/connection.ts';
import { createDrives } from './services/drives.ts';
import { type Evidence, readEvidence } from './services/evidence.ts';
import { createHeartbeat } from './services/heartbeat.ts';
import { createHousekeeping } from './services/housekeeping.ts';
import { createLicenses } from './services/licenses.ts';
import { createLinks } from './services/links.ts';
import { createMachineCalls } from './services/machine-calls.ts';
import { createNotices } from './services/notices.ts';
import { createOrganizations } from './services/organizations.ts';
import type { CompanionPorts } from './services/ports.ts';
import { createSecrets } from './services/secrets.ts';
import { createSession } from './services/session.ts';
import { createSettings } from './services/settings.ts';
import { createStatus } from './services/status.ts';
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

  let evidence: Promise<Evidence> | null = null;
  let factors: Evidence['factors'] = [];
  const readOnce = () =>
    (evidence ??= readEvidence(ports.evidence).then((read) => {
      factors = read.factors;
      changes.announce('owner');
      return read;
    }));

  const calls = createMachineCalls(ports, { connection, changes, notices, evidence: readOnce });
  const licenses = createLicenses(ports, connection.cloud, calls, session);
  const account = createAccount(ports, { connection, session, secrets, licenses });
  const organizations = createOrganizations(connection.cloud.client, session);
  const links = createLinks(connection, session, ports.browser);

  /** A machine that never held a seat is unknown to the cloud: it only looks whether the cloud is there. */
  async function round(): Promise<void> {
    const isRegistered = machineState.leases().length > 0 || machineState.lastPick() !== null;
    if (isRegistered) await heartbeat.beat();
    else await connection.cloud.client.about.show({});
    await session.restore();
    if ((await session.token()) !== null) await session.refresh().catch(() => undefined);
  }

  const housekeeping = createHousekeeping(machineState, notices, changes);
  const warnings = createWarnings(ports, notices);
  const watch = () => housekeeping().finally(warnings);
  const heartbeat = createHeartbeat(ports, { changes, renew: calls.heartbeat, round, watch });
  const status = createStatus(ports, { session, connection, notices, heartbeat, drives, factors: () => factors });

  if (settings.keptAside !== null) void notices.add({ kind: 'settings-repaired', kept: settings.keptAside });
  const endOfNudging = changes.subscribe((topic) => {
    const isBack = topic === 'cloud' && connection.state.show().state === 'reachable' && heartbeat.isBehind();
    if (isBack) heartbeat.nudge();
  });

  /** Before this machine goes to another cloud: its seats and its session here are of no more use to anybody. */
  async function leaveCloud(): Promise<void> {
    await licenses
      .releaseOnline()
      .catch((error: unknown) => log.warn('seats stay taken until they lapse', { error: String(error) }));
    await account.signOut(false);
    await session.end('other-cloud');
  }

  async function close(): Promise<void> {
    stopping.abort();
    endOfNudging();
    account.stop();
    await embeddedCloud?.stop();
  }

  return {
    router: createCompanionRouter(ports, {
      account,
      changes,
      connection,
      drives,
      evidence: readOnce,
      heartbeat,
      leaveCloud,
      licenses,
      links,
      notices,
      organizations,
      secrets,
      session,
      settings,
      status,
    }),
    status,
    start() {
      void readOnce();
      drives.follow(stopping.signal);
      const beating = heartbeat.run(stopping.signal);
      return async () => {
        await Promise.all([close(), beating]);
      };
    },
    close,
  };
}
