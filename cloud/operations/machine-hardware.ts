import { type MachineIntroduction } from '#shared/files/machine-introduction.ts';
import type { CloudParts } from '../context.ts';
import {
  type Evidence,
  evidenceOf,
  evidenceText,
  factsToLookUp,
  judgeEvidence,
  knownEvidence,
} from '../rules/evidence.ts';
import type { Write } from '../store/open.ts';
import { worthlessFactors } from '../store/queries/machine-factor.ts';
import type { Mark, Shown } from '../store/queries/machine-mark.ts';
import type { MachineRow } from '../store/queries/machine.ts';

type Db = CloudParts['store']['db'] | Write;

/** What a machine says of its hardware. */
export const shownBy = ({ evidence, isVirtual }: MachineIntroduction): Shown => ({
  evidence: knownEvidence(evidence),
  isVirtual,
});

/**
 * What the hardware of machines comes to; a machine whose hardware is as it was is not in the answer. At most one
 * query, and none while nothing has changed. Ephemeral machines are not judged: theirs is another one every day.
 */
export async function judgeHardware(
  db: Db,
  machines: readonly { row: MachineRow; shown: Shown }[],
): Promise<Map<string, Extract<Mark, { mark: 'changed' | 'same' }>>> {
  const differing = machines.filter(
    ({ row, shown }) =>
      row.is_ephemeral === 0 && (row.changed_at !== null || evidenceText(shown.evidence) !== row.evidence),
  );
  const compared = differing.map(({ row, shown }) => ({ row, shown, enrolled: evidenceOf(row.evidence) }));
  const isWorthless = await worthlessFactors(
    db,
    compared.flatMap(({ row, shown, enrolled }) =>
      factsToLookUp(enrolled, shown.evidence).map((fact) => ({ machine: row.id, ...fact })),
    ),
  );
  return new Map(
    compared.flatMap(({ row, shown, enrolled }) => {
      const mark = judge(row, shown, enrolled, isWorthless(row.id));
      return mark === null ? [] : [[row.id, mark] as const];
    }),
  );
}

function judge(
  row: MachineRow,
  shown: Shown,
  enrolled: Evidence,
  isWorthless: Parameters<typeof judgeEvidence>[2],
): Extract<Mark, { mark: 'changed' | 'same' }> | null {
  const before = { evidence: enrolled, isVirtual: row.is_virtual === 1 };
  const verdict = judgeEvidence(before, shown.evidence, isWorthless);
  if (!verdict.matches) return { mark: 'changed', factors: verdict.changed, to: shown };
  const isAsItWas = row.changed_at === null && evidenceText(verdict.evidence) === row.evidence;
  return isAsItWas ? null : { mark: 'same', evidence: verdict.evidence };
}
