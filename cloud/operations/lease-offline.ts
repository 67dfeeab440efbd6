import { Failure } from '#shared/errors.ts';
import { may } from '#shared/models/role.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { takeOfflineSeat } from '../offline/seat.ts';
import { lapsesAt } from '../rules/lease-life.ts';
import type { Write } from '../store/open.ts';
import { settingsOf } from '../store/queries/intake-book.ts';
import { takeOnline } from '../store/queries/lease.ts';
import { findLicense } from '../store/queries/license.ts';
import { type LiveLease, liveLease } from '../store/queries/live-leases.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { answerAct, type OpenedCall, readCall } from './machine-call.ts';
import { setPerson } from './lease-person.ts';

/** Leases that go offline while their machine is connected, come back, or change hands. */
export function offlineLeaseOperations(parts: CloudParts) {
  return {
    goOffline: os.lease.goOffline.handler(async ({ context, input }) => {
      const opened = readCall(parts, input.call, 'go-offline');
      if (opened.call.lease !== input.lease) throw new Failure('call-refused', { why: 'other-purpose' });
      const file = await answerAct(parts, context.write, opened, (tx) => goOffline(parts, context, tx, opened));
      return { file };
    }),

    goOnline: os.lease.goOnline.handler(async ({ context, input }) => {
      const opened = readCall(parts, input.call, 'go-online');
      return { file: await answerAct(parts, context.write, opened, (tx) => goOnline(parts, context, tx, opened)) };
    }),

    setPerson: os.lease.setPerson.handler(({ context, input }) =>
      context.write(async (tx) => {
        await setPerson(parts, context, tx, input);
        return {};
      }),
    ),
  };
}

async function goOffline(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { call, machine }: OpenedCall,
): Promise<void> {
  const lease = await ownLease(tx, call.lease, machine);
  const { organization, role } = placeOf(context);
  const person = callerOf(context).person.id;
  if (lease.personId !== person && !may(role, 'offline.for-others'))
    throw new Failure('not-allowed', { needs: 'offline.for-others' });
  const taken = await takeOfflineSeat(parts, tx, {
    license: lease.license,
    person: lease.personId ?? person,
    machine,
    wish: { chosen: call.days, asked: undefined },
    organization: await settingsOf(tx, organization),
  });
  if (!taken.granted) throw taken.failure;
  const { words, endsAt } = taken;
  await recordDeed(parts, context, tx, {
    action: 'lease.goOffline',
    organization,
    subject: lease.license,
    details: { license: words, lease: lease.id, machine, machineName: call.machine.name, endsAt },
  });
}

/** Nobody has to be signed in: what goes online again can be released by those who may. */
async function goOnline(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { call, machine }: OpenedCall,
): Promise<void> {
  const lease = await ownLease(tx, call.lease, machine);
  if (lease.mode === 'online') return;
  await takeOnline(tx, { lease: lease.id, mayRunUntil: lapsesAt(lease) });
  const license = await findLicense(tx, lease.license);
  await recordDeed(parts, context, tx, {
    action: 'lease.goOnline',
    organization: license?.organization ?? null,
    subject: lease.license,
    details: { license: license?.words, lease: lease.id, machine, machineName: call.machine.name },
  });
}

/** The live lease that a machine says it has. */
async function ownLease(tx: Write, id: string | null, machine: string): Promise<LiveLease> {
  const lease = id === null ? undefined : await liveLease(tx, id);
  if (lease?.machineId !== machine) throw new Failure('not-found', {});
  return lease;
}
