import { Failure } from '#shared/errors.ts';
import type { MachineRef } from '#shared/models/machine.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { Account } from './account.ts';
import type { MachineCalls } from './machine-calls.ts';
import type { CompanionPorts } from './ports.ts';
import type { Session } from './session.ts';

export interface Identity {
  repair(): Promise<HeldLease[]>;
  claim(): Promise<HeldLease[]>;
  renewIdentity(): Promise<MachineRef>;
  /** Says which files were removed. */
  prepareImage(): Promise<string[]>;
}

interface Parts {
  calls: Pick<MachineCalls, 'repair' | 'claim' | 'asAnother'>;
  session: Pick<Session, 'who'>;
  account: Pick<Account, 'signOut'>;
}

/** Who this machine is (MACHINES): the same with other parts, the original or the copy of two, or nobody yet. */
export function createIdentity(
  { machineState }: Pick<CompanionPorts, 'machineState'>,
  { calls, session, account }: Parts,
): Identity {
  return {
    async repair() {
      await session.who();
      return calls.repair();
    },
    async claim() {
      await session.who();
      return calls.claim();
    },
    renewIdentity: () => calls.asAnother(machineState.renewIdentity),
    async prepareImage() {
      const live = machineState.leases().filter(({ standing }) => standing !== 'ended');
      const licenses = live.map(({ product, edition }) => `${product.name} ${edition.name}`);
      if (live.length > 0) throw new Failure('lease-still-here', { licenses });
      // Each copy of the image would be signed in as this person.
      await account.signOut(false);
      return calls.asAnother(machineState.wipeIdentity);
    },
  };
}
