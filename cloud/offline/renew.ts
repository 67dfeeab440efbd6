import { Failure } from '#shared/errors.ts';
import type { CarriedFile, OfflineLength } from '#shared/models/offline.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Write } from '../store/open.ts';
import { settingsOf } from '../store/queries/intake-book.ts';
import { liveLease } from '../store/queries/live-leases.ts';
import { findMachines } from '../store/queries/machine.ts';
import { recordDeed } from '../operations/audit.ts';
import { issueLicense } from './license-file.ts';
import { takeOfflineSeat } from './seat.ts';
import { untilCurrent } from './until-current.ts';

interface Wish {
  lease: string;
  days: OfflineLength;
}

/** Writes a new license for a machine that is offline, to be carried to it although it did not ask (F8). */
export function renewOffline(parts: CloudParts, context: GuardedContext, wish: Wish): Promise<{ file: CarriedFile }> {
  return untilCurrent(() => context.write((tx) => renewIn(parts, context, tx, wish)));
}

async function renewIn(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { lease: id, days }: Wish,
): Promise<{ file: CarriedFile }> {
  const seen = await liveLease(tx, id);
  if (!seen) throw new Failure('not-found', {});
  await parts.store.lock(tx, 'machine', seen.machineId);
  const lease = await liveLease(tx, id);
  const machine = (await findMachines(tx, [seen.machineId])).get(seen.machineId);
  if (!lease || !machine) throw new Failure('not-found', {});
  if (lease.mode !== 'offline') throw new Failure('not-offline', { machine: machine.name });
  if (machine.barred_at !== null) throw new Failure('machine-barred', {});
  if (machine.cloned_at !== null) throw new Failure('machine-cloned', {});

  const { organization } = placeOf(context);
  const by = callerOf(context).person.id;
  const taken = await takeOfflineSeat(parts, tx, {
    license: lease.license,
    person: lease.personId ?? by,
    machine: machine.id,
    wish: { chosen: days, asked: undefined },
    organization: await settingsOf(tx, organization),
  });
  if (!taken.granted) throw taken.failure;
  const { endsAt, words } = taken;
  const file = await issueLicense(parts, tx, {
    machine: machine.id,
    request: null,
    organization,
    lease: id,
    endsAt,
    by,
  });
  await recordDeed(parts, context, tx, {
    action: 'offline.renew',
    organization,
    subject: lease.license,
    details: { license: words, lease: id, machine: machine.id, machineName: machine.name, endsAt },
  });
  return { file };
}
