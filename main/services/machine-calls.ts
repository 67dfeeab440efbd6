import { Failure } from '#shared/errors.ts';
import type { OfflineLength } from '#shared/models/offline.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import type { Connection } from './connection.ts';
import { createInTurn } from './in-turn.ts';
import type { Introducing } from './introduction.ts';
import type { Notices } from './notices.ts';
import type { CallRequest, CompanionPorts, Introduction, OpenCall } from './ports.ts';
import { createStandingNotices } from './standing-notices.ts';

type Request = Omit<CallRequest, keyof Introduction>;
type Send = (call: string) => Promise<{ file: string }>;

export interface MachineCalls {
  heartbeat(): Promise<HeldLease[]>;
  pick(license: string, replaces: string | null): Promise<HeldLease[]>;
  /** Takes a seat with a room code. */
  enter(room: string): Promise<HeldLease[]>;
  giveBack(lease: string): Promise<HeldLease[]>;
  goOffline(lease: string, days: OfflineLength): Promise<HeldLease[]>;
  goOnline(lease: string): Promise<HeldLease[]>;
  /** Says that this is the same machine with other parts. */
  repair(): Promise<HeldLease[]>;
  /** Says that this is the original of two. */
  claim(): Promise<HeldLease[]>;
  /** Makes this another machine, with no call under way meanwhile. */
  asAnother<Result>(task: () => Promise<Result>): Promise<Result>;
}

interface Parts {
  connection: Connection;
  changes: Pick<Changes, 'announce'>;
  notices: Pick<Notices, 'add' | 'withdraw' | 'list'>;
  introducing: Pick<Introducing, 'introduce'>;
}

/**
 * What this machine says to its cloud with its own key. One at a time: the counter of a call must be the highest the
 * cloud has seen, and each answer replaces the one before.
 */
export function createMachineCalls(
  { machineState, log }: CompanionPorts,
  { connection, changes, notices, introducing }: Parts,
): MachineCalls {
  const inTurn = createInTurn();
  const standing = createStandingNotices(notices);
  const { client } = connection.cloud;

  async function exchange(request: Request, send: Send): Promise<HeldLease[]> {
    const known = machineState.pinned() ?? (await connection.trust());
    const introduction = await introducing.introduce(known.cloud);
    const call = await machineState.openCall({ ...request, ...introduction });
    const answer = await send(call.text).catch((error: unknown) => takeRemainder(call, error));
    const applied = await apply(call, answer.file);
    for (const notice of applied.notices) {
      // What this machine gave back itself is no news here.
      if (notice.reason !== 'returned') await notices.add({ kind: 'lease-ended', notice });
    }
    await notices.withdraw('state-not-saved').catch(() => undefined);
    await standing.worked(request.purpose);
    changes.announce('license');
    return machineState.leases();
  }

  /** A machine that has a double keeps what is left to it: a lease that came back with a backup is over (FILES, rule 6). */
  async function takeRemainder(call: OpenCall, error: unknown): Promise<never> {
    const file = error instanceof Failure && error.code === 'machine-cloned' ? doubleFile(error) : undefined;
    if (file !== undefined) {
      await apply(call, file).catch((trouble: unknown) =>
        log.warn('what is left to this machine could not be kept', { error: String(trouble) }),
      );
      changes.announce('license');
    }
    throw error;
  }

  /** A cloud that has new keys signs with one that this machine does not know yet: then it looks at the cloud anew. */
  async function apply(call: OpenCall, file: string): ReturnType<typeof machineState.applyAnswer> {
    try {
      return await machineState.applyAnswer(call, file);
    } catch (error) {
      if (!isUntrustedKey(error) || !(await connection.renewTrust())) throw error;
      return machineState.applyAnswer(call, file);
    }
  }

  /** One at a time; trouble that would otherwise show only when a lease ends is said at once. */
  function inGoodOrder(request: Request, send: Send, before?: () => Promise<void>): Promise<HeldLease[]> {
    return inTurn(async () => {
      try {
        await before?.();
        return await exchange(request, send);
      } catch (error) {
        if (error instanceof Failure) await say(error);
        throw error;
      }
    });
  }

  async function say(failure: Failure): Promise<void> {
    if (failure.code === 'answer-refused') connection.state.note(failure);
    await standing.refused(failure);
    if (failure.code !== 'disk-full' && failure.code !== 'state-not-writable') return;
    const { path } = (failure as Failure<'disk-full' | 'state-not-writable'>).details;
    log.warn('the state could not be saved', { code: failure.code, path });
    await notices.add({ kind: 'state-not-saved', code: failure.code, path });
  }

  const giveBack = (lease: string) =>
    inGoodOrder({ purpose: 'return', lease }, (call) => client.lease.giveBack({ call }));

  /** What was given back by file needs its proof no more, once there is a network again. */
  async function settleReturns(): Promise<void> {
    for (const lease of machineState.givenBack())
      await giveBack(lease).catch((error: unknown) =>
        log.warn('a lease that was given back is not free yet', { lease, error: String(error) }),
      );
  }

  return {
    async heartbeat() {
      await inGoodOrder({ purpose: 'heartbeat' }, (call) => client.machine.heartbeat({ call }));
      await settleReturns();
      return machineState.leases();
    },
    pick: (license, replaces) =>
      inGoodOrder({ purpose: 'pick', license, replaces }, (call) => client.license.pick({ license, call })),
    enter: (room) => inGoodOrder({ purpose: 'enter', room }, (call) => client.license.enter({ call })),
    giveBack,
    goOffline: (lease, days) =>
      inGoodOrder({ purpose: 'go-offline', lease, days }, (call) => client.lease.goOffline({ lease, call })),
    goOnline: (lease) => inGoodOrder({ purpose: 'go-online', lease }, (call) => client.lease.goOnline({ call })),
    repair: () => inGoodOrder({ purpose: 'repair' }, (call) => client.machine.repair({ call })),
    claim: () => inGoodOrder({ purpose: 'claim' }, (call) => client.machine.claim({ call }), machineState.leapCounter),
    asAnother: (task) =>
      inTurn(async () => {
        const result = await task();
        await standing.forget();
        changes.announce('license');
        changes.announce('owner');
        return result;
      }),
  };
}

const doubleFile = (failure: Failure): string | undefined => (failure as Failure<'machine-cloned'>).details.file;

const isUntrustedKey = (error: unknown): boolean =>
  error instanceof Failure &&
  error.code === 'answer-refused' &&
  (error as Failure<'answer-refused'>).details.refusal === 'untrusted-key';
