import { Failure } from '#shared/errors.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import type { Connection } from './connection.ts';
import type { Evidence } from './evidence.ts';
import { createInTurn } from './in-turn.ts';
import type { Notices } from './notices.ts';
import type { CallRequest, CompanionPorts } from './ports.ts';

type Request = Omit<CallRequest, 'evidence' | 'appVersion'>;

export interface MachineCalls {
  heartbeat(): Promise<HeldLease[]>;
  pick(license: string, replaces: string | null): Promise<HeldLease[]>;
  giveBack(lease: string): Promise<HeldLease[]>;
}

interface Parts {
  connection: Connection;
  changes: Pick<Changes, 'announce'>;
  notices: Pick<Notices, 'add' | 'withdraw'>;
  evidence(): Promise<Evidence>;
}

/**
 * What this machine says to its cloud with its own key. One at a time: the counter of a call must be the highest the
 * cloud has seen, and each answer replaces the one before.
 */
export function createMachineCalls(
  { machineState, host, log }: CompanionPorts,
  { connection, changes, notices, evidence }: Parts,
): MachineCalls {
  const inTurn = createInTurn();
  const { client } = connection.cloud;

  async function exchange(request: Request, send: (call: string) => Promise<{ file: string }>): Promise<HeldLease[]> {
    const known = machineState.pinned() ?? (await connection.trust());
    const hashes = (await evidence()).hashesFor(known.cloud);
    const call = await machineState.openCall({ ...request, evidence: hashes, appVersion: host.appVersion });
    const answer = await send(call.text);
    const applied = await machineState.applyAnswer(call, answer.file);
    for (const notice of applied.notices) {
      // What this machine gave back itself is no news here.
      if (notice.reason !== 'returned') await notices.add({ kind: 'lease-ended', notice });
    }
    await notices.withdraw('state-not-saved').catch(() => undefined);
    changes.announce('license');
    return machineState.leases();
  }

  /** One at a time; trouble that would otherwise show only when a lease ends is said at once. */
  function inGoodOrder(request: Request, send: (call: string) => Promise<{ file: string }>): Promise<HeldLease[]> {
    return inTurn(() =>
      exchange(request, send).catch(async (error: unknown) => {
        if (error instanceof Failure) await say(error);
        throw error;
      }),
    );
  }

  async function say(failure: Failure): Promise<void> {
    if (failure.code === 'answer-refused') connection.state.note(failure);
    if (failure.code !== 'disk-full' && failure.code !== 'state-not-writable') return;
    const { path } = (failure as Failure<'disk-full' | 'state-not-writable'>).details;
    log.warn('the state could not be saved', { code: failure.code, path });
    await notices.add({ kind: 'state-not-saved', code: failure.code, path });
  }

  return {
    heartbeat: () => inGoodOrder({ purpose: 'heartbeat' }, (call) => client.machine.heartbeat({ call })),
    pick: (license, replaces) =>
      inGoodOrder({ purpose: 'pick', license, replaces }, (call) => client.license.pick({ license, call })),
    giveBack: (lease) => inGoodOrder({ purpose: 'return', lease }, (call) => client.lease.giveBack({ call })),
  };
}
