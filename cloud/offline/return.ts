import { Failure } from '#shared/errors.ts';
import { carriedName } from '#shared/files/carried-name.ts';
import { kinds } from '#shared/files/kinds.ts';
import { blankRow, type IntakeAnswer, type IntakeRow } from '#shared/models/offline.ts';
import { may } from '#shared/models/role.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import type { Write } from '../store/open.ts';
import { confirmEnds, endLease } from '../store/queries/lease.ts';
import { addReceipt, leasesToProve, type ProvenLease, receiptsFor } from '../store/queries/return-receipt.ts';
import { recordDeed } from '../operations/audit.ts';
import { takeFile } from '../operations/machine-standing.ts';
import type { CarriedProof } from './open.ts';
import { forOthers, otherOrganization, type Plan, refusedRow, stopped } from './rows.ts';
import type { IntakeWorld } from './world.ts';

/** What a proof comes to: the seat is free, now or already. */
export function planReturn(world: IntakeWorld, carried: CarriedProof): Plan {
  const { by, book } = world;
  const { machine, payload } = carried;
  const bare = { ...blankRow, kind: 'return' as const, machine: { id: machine, name: payload.machine.name } };
  const lease = world.leases.get(payload.lease);
  if (lease?.machine !== machine) return stopped(bare, new Failure('not-found', {}));
  if (lease.organization.id !== book.organization.id)
    return stopped(bare, otherOrganization(world, [lease.organization]));
  if (lease.person?.id !== by.person && !may(by.role, 'offline.for-others'))
    return stopped(bare, new Failure('not-allowed', forOthers));

  const { license, person, endsAt } = lease;
  const freedAt = world.receipts.get(lease.id)?.freed_at ?? lease.endedAt;
  const row: IntakeRow = {
    ...bare,
    person,
    license: { id: license.id, name: license.words },
    leaseEndsAt: endsAt,
    licenseEndsAt: license.endsAt,
    verdict: freedAt === null ? { code: 'frees-seat' } : { code: 'returned-before', at: freedAt },
  };
  if (freedAt === null) book.candidates.find(({ id }) => id === license.id)?.holders.delete(machine);
  return {
    row,
    file: carried.file,
    act: (parts, context) => parts.store.write((tx) => acceptProof(parts, context, tx, { row, carried })),
  };
}

/** Frees the seat once, and gives the same receipt for ever. */
async function acceptProof(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { row, carried }: { row: IntakeRow; carried: CarriedProof },
): Promise<IntakeAnswer> {
  const now = parts.clock.now();
  const { machine, file, payload } = carried;
  await parts.store.lock(tx, 'machine', machine);
  const before = (await receiptsFor(tx, [payload.lease])).get(payload.lease);
  const { refusal } = await takeFile(parts, tx, file);
  if (refusal) return refusedRow(row, refusal);
  const by = callerOf(context).person.id;
  const isFreed = await endLease(tx, payload.lease, { reason: 'returned', at: now, by });
  const lease = (await leasesToProve(tx, [payload.lease])).get(payload.lease);
  if (!lease || lease.endedAt === null) throw new Error('a lease that was ended is live');
  const freedAt = before?.freed_at ?? lease.endedAt;
  const verdict = isFreed ? ({ code: 'frees-seat' } as const) : ({ code: 'returned-before', at: freedAt } as const);
  if (before?.proof_digest === file.digest)
    return { ...row, verdict, file: receiptFile(lease, freedAt, before.receipt) };

  // Signing is the same every time: so is the receipt for another proof of the same return, without being kept.
  const receipt = receiptOf(parts, lease, { proof: file.digest, freedAt });
  if (!before) {
    await confirmEnds(tx, [lease.id], now);
    await addReceipt(tx, {
      lease_id: lease.id,
      machine_id: machine,
      proof_digest: file.digest,
      receipt,
      freed_at: freedAt,
      brought_by: by,
    });
    await recordReturn(parts, context, tx, lease, isFreed);
  }
  return { ...row, verdict, file: receiptFile(lease, freedAt, receipt) };
}

function receiptOf(
  { keys }: Pick<CloudParts, 'keys'>,
  { id, machine, machineName, license }: ProvenLease,
  { proof, freedAt }: { proof: string; freedAt: number },
): string {
  return keys.signReceipt({
    cloud: keys.cloudId,
    machine,
    machineName,
    lease: id,
    license: license.words,
    proof,
    freedAt,
  });
}

const receiptFile = ({ machineName }: ProvenLease, freedAt: number, text: string) => ({
  name: carriedName(machineName, freedAt, kinds['return-receipt'].extension),
  text,
});

function recordReturn(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { id, machine, machineName, license, organization, person }: ProvenLease,
  isFreed: boolean,
): Promise<void> {
  return recordDeed(parts, context, tx, {
    action: 'offline.return',
    organization: organization.id,
    subject: license.id,
    details: {
      license: license.words,
      lease: id,
      machine,
      machineName,
      person: person?.id ?? null,
      freesSeat: isFreed,
    },
  });
}
