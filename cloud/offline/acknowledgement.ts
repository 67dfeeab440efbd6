import { Failure } from '#shared/errors.ts';
import { blankRow, type IntakeAnswer, type IntakeRow } from '#shared/models/offline.ts';
import type { CloudParts } from '../context.ts';
import type { Write } from '../store/open.ts';
import { confirmEndsOf } from '../store/queries/lease.ts';
import { findMachines } from '../store/queries/machine.ts';
import { takeFile } from '../operations/machine-standing.ts';
import type { CarriedAcknowledgement } from './open.ts';
import { otherOrganization, type Plan, refusedRow, stopped } from './rows.ts';
import type { IntakeWorld } from './world.ts';

/** What the word of a machine that it uses a license comes to. */
export function planAcknowledgement(world: IntakeWorld, carried: CarriedAcknowledgement): Plan {
  const { machine, payload } = carried;
  const { name } = payload.machine;
  const bare = {
    ...blankRow,
    kind: 'acknowledgement' as const,
    request: payload.request,
    machine: { id: machine, name },
  };
  const issuers = world.issuers.filter((issuer) => issuer.machine === machine);
  if (issuers.length === 0) return stopped(bare, new Failure('not-found', {}));
  if (!issuers.some(({ id }) => id === world.book.organization.id))
    return stopped(bare, otherOrganization(world, issuers));
  const known = world.machines.get(machine)?.applied_sequence ?? 0;
  const { sequence } = payload;
  const row: IntakeRow = {
    ...bare,
    verdict: known >= sequence ? { code: 'acknowledged-before' } : { code: 'acknowledges', sequence },
  };
  return {
    row,
    file: carried.file,
    act: (parts) => parts.store.write((tx) => acceptAcknowledgement(parts, tx, row, carried)),
  };
}

/** Notes that a license has arrived, and that its machine knows of everything which ended until then. */
async function acceptAcknowledgement(
  parts: CloudParts,
  tx: Write,
  row: IntakeRow,
  { machine, payload, file }: CarriedAcknowledgement,
): Promise<IntakeAnswer> {
  const { refusal } = await takeFile(parts, tx, file);
  if (refusal) return refusedRow(row, refusal);
  const applied = (await findMachines(tx, [machine])).get(machine)?.applied_sequence ?? 0;
  // One of two machines with this key wrote it: nobody knows which.
  if (applied < payload.sequence) return refusedRow(row, new Failure('machine-cloned', {}));
  await confirmEndsOf(tx, machine, payload.sequence, parts.clock.now());
  return { ...row, file: null };
}
