import { Failure } from '#shared/errors.ts';
import type { Refusal } from '#shared/files/refusal.ts';
import { blankRow, type IntakeAnswer, type IntakeRow, type IntakeVerdict } from '#shared/models/offline.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { refused } from '../rules/intake-verdict.ts';
import type { MachineFile } from '../operations/machine-standing.ts';
import type { CarriedRequest } from './open.ts';
import type { IntakeWorld } from './world.ts';

/** What a carried file comes to. */
export interface Plan {
  row: IntakeRow;
  /** The file, where what is known of its machine may still stand against it. */
  file: MachineFile | null;
  /** What is done when it is answered; null: nothing more. */
  act: ((parts: CloudParts, context: GuardedContext) => Promise<IntakeAnswer>) | null;
}

type BlankRow = Omit<IntakeRow, 'verdict'>;

/** What a request says of itself. */
export const requestRow = ({ payload, machine }: CarriedRequest): BlankRow => ({
  ...blankRow,
  kind: 'request',
  request: payload.request,
  purpose: payload.purpose,
  machine: { id: machine, name: payload.machine.name },
});

/** A row that ends here. */
export const stopped = (row: BlankRow, why: IntakeVerdict | Failure): Plan => ({
  row: { ...row, verdict: why instanceof Failure ? refused(why) : why },
  file: null,
  act: null,
});

/** It is another organization's business. Which one, is said to people who belong to it. */
export function otherOrganization(
  { book, mine }: { book: { organization: { name: string } }; mine: IntakeWorld['mine'] },
  others: readonly { id: string; name: string }[],
) {
  const found = others.find(({ id }) => mine.has(id))?.name ?? null;
  const refusal: Refusal = { code: 'other-organization', found, here: book.organization.name };
  return { code: 'refused-file' as const, refusal };
}

/** Why nothing is answered. */
export const refusedRow = (row: IntakeRow, failure: Failure): IntakeAnswer => ({
  ...row,
  verdict: refused(failure),
  file: null,
});

/** What it takes to act for somebody else. */
export const forOthers = { needs: 'offline.for-others' } as const;
