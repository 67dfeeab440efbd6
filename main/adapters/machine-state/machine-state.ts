import { inspect } from '#shared/files/inspect.ts';
import { advance } from '#shared/files/time.ts';
import type { MachineState } from '../../services/ports.ts';
import { createAcknowledgement } from './acknowledgement.ts';
import { createApply } from './apply.ts';
import { createCalls } from './calls.ts';
import { type Core, type MachineStateOptions, openCore } from './core.ts';
import { heldLease } from './held-lease.ts';
import { createIdentity } from './identity.ts';
import { offlineStatus } from './offline-status.ts';
import { createReleaseState } from './releases.ts';
import { createRequests } from './requests.ts';
import { createReturns } from './returns.ts';
import { createRoots } from './roots.ts';

export type { MachineStateOptions };

/** This machine's key, counter, licenses and time, kept in the state folder. One process at a time: the owner. */
export async function createMachineState(options: MachineStateOptions): Promise<MachineState> {
  const core = await openCore(options);
  return {
    folder: options.folder,
    machine: core.machineRef,
    now: core.now,
    clockDifference: () => core.clock.now() - core.now(),
    clockState: core.clockState,
    ...createRoots(core),
    ...createCalls(core),
    ...createRequests(core),
    ...createApply(core),
    ...createAcknowledgement(core),
    ...createReturns(core),
    ...createIdentity(core),
    ...createMemory(core),
    ...(await createReleaseState(core)),
    leases: () => {
      const at = core.now();
      const held = core.license?.payload.leases ?? [];
      return held.filter(({ id }) => !core.isReturned(id)).map((lease) => heldLease(lease, at));
    },
    isKnown: () => core.record.applied !== null,
    givenBack: () => (core.license?.payload.leases ?? []).map(({ id }) => id).filter(core.isReturned),
    offline: () => offlineStatus(core),
    inspect: (text) =>
      inspect(core.platform, text, {
        now: core.now(),
        trustRoot: core.root,
        machine: core.machineRef(),
        applied: core.record.applied,
        returned: core.record.returned,
        requests: core.record.requests.map(({ id }) => id),
        returns: core.proofs(),
        cloud: null,
      }),
  };
}

/** What is noted by the way. After the identity was wiped nothing is: a note would be the first of another machine. */
function createMemory(
  core: Core,
): Pick<
  MachineState,
  'keepTime' | 'notices' | 'keepNotices' | 'lastPick' | 'keepLastPick' | 'warnDays' | 'warned' | 'keepWarned'
> {
  const note = (change: () => Parameters<Core['keep']>[0]) =>
    core.inTurn(async () => {
      if (!core.isWiped) await core.keep(change());
    });
  return {
    keepTime: () =>
      core.inTurn(async () => {
        const { time } = core.record;
        if (time && !core.isWiped) await core.keep({ time: advance(time, core.reading(), core.allowance()) });
      }),
    notices: () => core.record.notices,
    keepNotices: (notices) => note(() => ({ notices })),
    lastPick: () => core.record.lastPick,
    keepLastPick: (lastPick) => note(() => ({ lastPick })),
    warnDays: () => core.license?.payload.warnDays ?? [],
    warned: () => core.record.warned,
    keepWarned: (warned) => note(() => ({ warned: [...warned] })),
  };
}
