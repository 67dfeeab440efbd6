import { Failure } from '#shared/errors.ts';
import type { CarriedFile, InspectedFile, OfflineLength, OpenReturn } from '#shared/models/offline.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import { inspectInSteps } from './inspect-in-steps.ts';
import type { Introducing } from './introduction.ts';
import type { MachineCalls } from './machine-calls.ts';
import type { Notices } from './notices.ts';
import type { CompanionPorts, FileRequest } from './ports.ts';
import { wishOf, type Wish } from './wish.ts';

export interface WhatWasApplied {
  leases: HeldLease[] | null;
  sequence: number | null;
  receipts: OpenReturn[];
  trustRoot: string | null;
  acknowledgement: CarriedFile | null;
}

/** What this machine does with files instead of a network, and what it tells its cloud before and after. */
export interface Offline {
  request(purpose: FileRequest['purpose'], wish: Wish): Promise<{ request: string; file: CarriedFile }>;
  showRequest(request: string): { request: string; file: CarriedFile };
  dropRequest(request: string): Promise<void>;
  apply(text: string): Promise<WhatWasApplied>;
  acknowledge(): Promise<CarriedFile>;
  giveBack(lease: string): Promise<CarriedFile>;
  use(license: string, days: OfflineLength): Promise<HeldLease>;
  switchToOnline(lease: string): Promise<HeldLease>;
  inspect(text: string): Promise<InspectedFile[]>;
}

interface Parts {
  calls: Pick<MachineCalls, 'goOffline' | 'goOnline' | 'giveBack'>;
  licenses: { pick(license: string, replaces: string | null): Promise<HeldLease> };
  session: { who(): Promise<unknown> };
  introducing: Pick<Introducing, 'introduce'>;
  notices: Pick<Notices, 'add'>;
  changes: Pick<Changes, 'announce'>;
}

export function createOffline(
  { machineState, log }: Pick<CompanionPorts, 'machineState' | 'log'>,
  { calls, licenses, session, introducing, notices, changes }: Parts,
): Offline {
  const held = (isIt: (lease: HeldLease) => boolean) => machineState.leases().find(isIt);

  function demand(request: string): CarriedFile {
    const file = machineState.showRequest(request);
    if (!file) throw new Failure('not-found', {});
    return file;
  }

  /** Going offline needs a seat; one that was taken for it alone is given back when it does not come to that. */
  async function goOffline(lease: HeldLease, days: OfflineLength, isNew: boolean): Promise<HeldLease> {
    try {
      const leases = await calls.goOffline(lease.id, days);
      return leases.find(({ id }) => id === lease.id) ?? missing();
    } catch (error) {
      if (isNew)
        await calls
          .giveBack(lease.id)
          .catch((trouble: unknown) => log.warn('a seat stays taken until it lapses', { error: String(trouble) }));
      throw error;
    }
  }

  return {
    async request(purpose, wish) {
      const known = machineState.pinned();
      if (!known) throw new Failure('no-cloud-yet', {});
      const wanted = wishOf(purpose, wish, machineState.leases());
      const made = await machineState.makeRequest({ purpose, wanted, ...(await introducing.introduce(known.cloud)) });
      changes.announce('license');
      return made;
    },
    showRequest: (request) => ({ request, file: demand(request) }),
    async dropRequest(request) {
      demand(request);
      await machineState.dropRequest(request);
      changes.announce('license');
    },
    async apply(text) {
      const { license, receipts, root } = await machineState.applyCarried(text);
      for (const notice of license?.notices ?? []) {
        // What this machine gave back itself is no news here.
        if (notice.reason !== 'returned') await notices.add({ kind: 'lease-ended', notice });
      }
      changes.announce('license');
      if (root) changes.announce('cloud');
      return {
        leases: license && machineState.leases(),
        sequence: license?.sequence ?? null,
        receipts: machineState.offline().returns.filter(({ lease }) => receipts.includes(lease)),
        trustRoot: root?.fingerprint ?? null,
        acknowledgement: license && (await machineState.acknowledgement()),
      };
    },
    async acknowledge() {
      if (!machineState.pinned()) throw new Failure('no-cloud-yet', {});
      const file = await machineState.acknowledgement();
      if (!file) throw new Failure('not-found', {});
      return file;
    },
    async giveBack(lease) {
      const file = await machineState.giveBackByFile(lease);
      changes.announce('license');
      return file;
    },
    async use(license, days) {
      await session.who();
      const here = held((one) => one.license === license && one.standing !== 'ended');
      return goOffline(here ?? (await licenses.pick(license, null)), days, !here);
    },
    async switchToOnline(lease) {
      if (!held(({ id }) => id === lease)) throw new Failure('no-lease-here', {});
      const leases = await calls.goOnline(lease);
      return leases.find(({ id }) => id === lease) ?? missing();
    },
    inspect: (text) => inspectInSteps(text, machineState.inspect),
  };
}

function missing(): never {
  throw new Failure('answer-refused', { refusal: 'lease-missing' });
}
