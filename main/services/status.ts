import type { EvidenceFactor } from '#shared/models/machine.ts';
import type { Status } from '#shared/models/status.ts';
import type { Connection } from './connection.ts';
import type { Drives } from './drives.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { Notices } from './notices.ts';
import type { CompanionPorts } from './ports.ts';
import type { Session } from './session.ts';

interface Parts {
  session: Pick<Session, 'show'>;
  connection: Pick<Connection, 'show'>;
  notices: Pick<Notices, 'list'>;
  heartbeat: Pick<Heartbeat, 'lastAt' | 'nextAt'>;
  drives: Pick<Drives, 'show'>;
  factors: () => EvidenceFactor[];
}

/** The whole truth about this machine in one value, read anew from whoever knows each part. */
export function createStatus(
  { machineState, host }: Pick<CompanionPorts, 'machineState' | 'host'>,
  { session, connection, notices, heartbeat, drives, factors }: Parts,
): () => Status {
  return () => ({
    machine: { ...machineState.machine(), stateFolder: machineState.folder, evidence: factors() },
    owner: { host: host.kind, processId: host.processId },
    session: session.show(),
    cloud: connection.show(),
    leases: machineState.leases(),
    notices: notices.list(),
    offline: machineState.offline(),
    drives: drives.show(),
    lastHeartbeatAt: heartbeat.lastAt(),
    nextHeartbeatAt: heartbeat.nextAt(),
    now: machineState.now(),
  });
}
