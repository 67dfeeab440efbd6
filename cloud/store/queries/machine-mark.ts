import type { Kysely } from 'kysely';
import type { EvidenceName } from '#shared/models/machine.ts';
import { type Evidence, evidenceText } from '../../rules/evidence.ts';
import type { Database } from '../schema.ts';
import { writeFactors } from './machine-factor.ts';

/** What a machine showed of its hardware. */
export interface Shown {
  evidence: Evidence;
  isVirtual: boolean;
}

/** What is found out about a machine by what comes from it. */
export type Mark =
  /** A second machine with its key is about. */
  | { mark: 'cloned' }
  /** Too many parts are others. */
  | { mark: 'changed'; factors: EvidenceName[]; to: Shown }
  /** It is the same machine, and this is what it is compared with from now on. `isVirtual` left out: as it was. */
  | ({ mark: 'same' } & Pick<Shown, 'evidence'> & Partial<Shown>);

/** Writes it down. The moment at which a trouble was first found stays. */
export async function writeMark(db: Kysely<Database>, machine: string, mark: Mark, now: number): Promise<void> {
  const update = db.updateTable('machine').where('id', '=', machine);
  switch (mark.mark) {
    case 'cloned':
      await update.set({ cloned_at: now }).where('cloned_at', 'is', null).execute();
      return;
    case 'changed':
      await update
        .set(({ fn, val }) => ({
          changed_factors: JSON.stringify(mark.factors),
          changed_to: JSON.stringify(mark.to),
          changed_at: fn.coalesce('changed_at', val(now)),
        }))
        .execute();
      return;
    case 'same':
      await update
        .set({
          evidence: evidenceText(mark.evidence),
          ...(mark.isVirtual === undefined ? {} : { is_virtual: Number(mark.isVirtual) }),
          changed_factors: null,
          changed_to: null,
          changed_at: null,
        })
        .execute();
      await writeFactors(db, machine, mark.evidence);
  }
}

/**
 * This machine is the original of two. What both signed until now is of the past, and the next license that is signed
 * for it is newer than any that it has.
 */
export async function claimMachine(
  db: Kysely<Database>,
  id: string,
  claimed: { counter: number; sequence: number; appliedSequence: number },
): Promise<void> {
  await db
    .updateTable('machine')
    .set({
      cloned_at: null,
      claimed_counter: claimed.counter,
      unseen: '[]',
      sequence: claimed.sequence,
      applied_sequence: claimed.appliedSequence,
    })
    .where('id', '=', id)
    .execute();
}
