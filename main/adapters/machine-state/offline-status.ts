import type { OfflineStatus } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import type { Core } from './core.ts';

/** A return that is settled is shown for so long. */
const settledShown = 30 * day;

/** What this machine has under way by file, for people. */
export function offlineStatus(core: Core): OfflineStatus {
  const now = core.now();
  const { carried } = core.record;
  return {
    requests: core
      .openRequests()
      .map(({ id, purpose, wanted, madeAt, useBy }) => ({ id, purpose, wanted, madeAt, useBy })),
    returns: core.returns
      .map(({ payload: { lease, license, returnedAt }, organization, freedAt }) => ({
        lease,
        license,
        organization,
        returnedAt,
        receiptAt: freedAt,
      }))
      .filter(({ receiptAt }) => receiptAt === null || now < receiptAt + settledShown),
    acknowledgement: carried && { sequence: carried.sequence, appliedAt: carried.appliedAt },
  };
}
