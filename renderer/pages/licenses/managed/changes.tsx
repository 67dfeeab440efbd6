import { useMemo, useState } from 'react';
import type { LicenseAct, LicenseChange } from '#shared/models/license-change.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable } from '../../../parts/data-table.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { outcomesOf } from '../../../state/many.ts';
import type { Standing } from '../../../state/tally.ts';
import { useZone } from '../../../state/use.tsx';
import css from './managed.module.css';

const words = text.window.managedLicenses.change;

const tallies = {
  done: { tally: 'held', icon: 'check' },
  grace: { tally: 'soon' },
  nothing: { tally: 'free' },
  refused: { tally: 'ended' },
} as const satisfies Record<LicenseChange['outcome'], Pick<Standing, 'tally' | 'icon'>>;

/** What matters most stands first. */
const inOrder = ['refused', 'grace', 'done', 'nothing'] as const;

interface ChangesProps {
  act: LicenseAct;
  changes: readonly LicenseChange[];
  /** It has happened already. */
  isDone?: boolean;
}

/** How many come out how, and each of them. */
export function Changes({ act, changes, isDone = false }: ChangesProps) {
  const zone = useZone();
  const [selected, select] = useState<string | null>(null);
  const outcomes = useMemo(() => outcomesOf(changes), [changes]);
  const groups = useMemo(
    () => [
      {
        id: 'all',
        title: null,
        rows: inOrder.flatMap((outcome) => outcomes[outcome]).map((change, at) => ({ ...change, id: String(at) })),
      },
    ],
    [outcomes],
  );
  const columns = useMemo((): Column<LicenseChange>[] => {
    const { heads } = words;
    return [
      { id: 'license', head: heads.license, width: 'minmax(0, 1fr)', cell: (change) => <License change={change} /> },
      { id: 'whom', head: heads.whom, width: 'minmax(0, 1fr)', cell: (change) => <Whom change={change} /> },
      {
        id: 'outcome',
        head: heads.outcome,
        width: 'minmax(0, 1.2fr)',
        cell: (change) => <Tally {...lookOf(change)}>{wordsOf(change, act, isDone, zone)}</Tally>,
      },
    ];
  }, [act, isDone, zone]);
  if (changes.length === 0) return null;
  return (
    <>
      <div className={css.counts} role="status">
        {inOrder
          .filter((outcome) => outcomes[outcome].length > 0)
          .map((outcome) => (
            <Tally key={outcome} {...lookOf({ outcome })}>
              {words.counts[outcome](outcomes[outcome].length)}
            </Tally>
          ))}
      </div>
      <div className={css.changes}>
        <DataTable
          label={words.list}
          columns={columns}
          groups={groups}
          rowId={({ id }) => id}
          lamp={({ outcome }) => tallies[outcome].tally}
          selected={selected}
          onSelect={select}
        />
      </div>
    </>
  );
}

function lookOf({ outcome }: Pick<LicenseChange, 'outcome'>) {
  const { tally, ...more } = tallies[outcome];
  return { state: tally, ...more };
}

function wordsOf({ outcome, why, until }: LicenseChange, act: LicenseAct, isDone: boolean, zone: string): string {
  if (outcome === 'done') return isDone ? words.done[act] : words.atOnce;
  if (outcome === 'grace') return words.graceUntil(until === null ? '' : dates.dayAndTime(until, zone));
  const reason = why === null ? '' : words.why[why];
  return until === null || outcome === 'nothing' || why === 'license-ended' || why === 'license-revoked'
    ? reason
    : words.until(reason, dates.dayAndTime(until, zone));
}

const License = ({ change: { name, license } }: { change: LicenseChange }) => (
  <span className={css.lines}>
    <span className={css.first}>{name}</span>
    <code className={`${css.second} ${css.code}`}>{license}</code>
  </span>
);

const Whom = ({ change: { person, machine } }: { change: LicenseChange }) => (
  <span className={css.lines}>
    <span className={css.first}>{person?.name ?? ''}</span>
    <code className={`${css.second} ${css.code}`}>{machine ?? ''}</code>
  </span>
);
