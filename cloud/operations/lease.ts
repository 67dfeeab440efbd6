import { Failure } from '#shared/errors.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { newId } from '../ids.ts';
import { lapsesAt, leavesOverlap } from '../rules/lease-life.ts';
import { overlapRoom, overlapWindow, releasable } from '../rules/release.ts';
import type { Write } from '../store/open.ts';
import { endLease } from '../store/queries/lease.ts';
import { findLicense } from '../store/queries/license.ts';
import { type LiveLease, liveLease } from '../store/queries/live-leases.ts';
import { machineName, personName } from '../store/queries/machine.ts';
import { countedOverlaps, openOverlap } from '../store/queries/overlap.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { answerAct, readCall } from './machine-call.ts';
import { giveBack } from './take-seat.ts';

type Db = CloudParts['store']['db'] | Write;

/** Seats, given back by their machine or freed from elsewhere. */
export function leaseOperations(parts: CloudParts) {
  const { store, clock, random } = parts;
  return {
    giveBack: os.lease.giveBack.handler(async ({ context, input }) => {
      const opened = readCall(parts, input.call, 'return');
      const { lease } = opened.call;
      const file = await answerAct(parts, context.write, opened, async (tx) => {
        if (lease === null) return;
        const overlap = newId(random, 'V');
        const seat = await giveBack(tx, { machine: opened.machine, lease, overlap, now: clock.now() });
        if (seat) await recordGivenBack(parts, context, tx, seat, opened.call.machine.name);
      });
      return { file };
    }),

    previewRelease: os.lease.previewRelease.handler(async ({ context, input }) => {
      const now = clock.now();
      const { lease, license, room } = await releasableSeat(store.db, context, input.lease, now);
      return {
        machine: await machineName(store.db, lease.machineId),
        person: lease.personId === null ? null : await personName(store.db, lease.personId),
        mayRunOnUntil: Math.max(lapsesAt(lease), now),
        overlaps: { count: room.count, limit: license.overlapLimit },
      };
    }),

    release: os.lease.release.handler(({ context, input }) =>
      context.write(async (tx) => {
        const now = clock.now();
        const seen = await releasableSeat(tx, context, input.lease, now);
        await store.lock(tx, 'machine', seen.lease.machineId);
        await store.lock(tx, 'license', seen.license.id);
        const { lease, license, room } = await releasableSeat(tx, context, input.lease, now);
        const by = callerOf(context).person.id;
        const isOverlap = leavesOverlap(lease, 'released', now);
        if (isOverlap) {
          const { count, limit, freeAt } = room;
          if (freeAt !== null) throw new Failure('overlap-limit', { count, limit, freeAt });
          await openOverlap(tx, {
            id: newId(random, 'V'),
            lease,
            license: license.id,
            machine: lease.machineId,
            causedBy: by,
            now,
          });
        }
        await endLease(tx, lease.id, { reason: 'released', at: now, by });
        await recordDeed(parts, context, tx, {
          action: 'lease.release',
          organization: license.organization,
          subject: license.id,
          details: { license: license.words, lease: lease.id, machine: lease.machineId, person: lease.personId },
        });
        return {
          freedAt: now,
          mayRunOnUntil: Math.max(lapsesAt(lease), now),
          overlaps: { count: room.count + (isOverlap ? 1 : 0), limit: license.overlapLimit },
        };
      }),
    ),
  };
}

/** A live seat that the caller may free, with how many overlaps its license has; or why not. */
async function releasableSeat(db: Db, context: GuardedContext, id: string, now: number) {
  const lease = await liveLease(db, id);
  const license = lease && (await findLicense(db, lease.license));
  if (!lease || !license) throw new Failure('not-found', {});
  const me = { id: callerOf(context).person.id, role: placeOf(context).role };
  if (releasable({ ...lease, mode: 'online' }, me) === 'no') {
    throw new Failure('not-allowed', { needs: 'license.force-release' });
  }
  if (releasable(lease, me) === 'no') {
    throw new Failure('seat-is-offline', { machine: await machineName(db, lease.machineId), until: lapsesAt(lease) });
  }
  const room = overlapRoom(await countedOverlaps(db, license.id, now - overlapWindow), license.overlapLimit, now);
  return { lease, license, room };
}

async function recordGivenBack(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  seat: LiveLease,
  machine: string,
): Promise<void> {
  const license = await findLicense(tx, seat.license);
  await recordDeed(parts, context, tx, {
    action: 'lease.giveBack',
    organization: license?.organization ?? null,
    subject: seat.license,
    details: { license: license?.words, lease: seat.id, machine: seat.machineId, machineName: machine },
  });
}
