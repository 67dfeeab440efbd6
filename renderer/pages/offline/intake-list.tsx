import { Checkbox } from '@mantine/core';
import { IconDeviceUsb, IconFileImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { KeyHints } from '../../parts/keys.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { EmptyState, LoadingState } from '../../parts/states.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { makeIntake } from '../../state/offline-kept.ts';
import { chosenOf, type IntakeLine, isChoosable } from '../../state/offline-lines.ts';
import { useApi, useKept } from '../../state/use.tsx';
import { useTake } from '../inspect/use-take.ts';
import { DatesOfLine, DaysCell, LicenseCell, MachineCell, TickCell, UntilCell, VerdictCell } from './intake-cells.tsx';
import { LineDialog } from './line-dialog.tsx';
import { lampOf } from './line-standing.ts';
import { useLengthChoices, useLicenseChoices } from './use-choices.ts';
import css from './offline.module.css';

const words = text.window.intake;

interface IntakeListProps {
  place: Membership;
  onSaveRoot: () => void;
}

/** The table of files, with a verdict for each; only the rows in sight are drawn, however many there are. */
export function IntakeList({ place, onSaveRoot }: IntakeListProps) {
  const { companion } = useApi();
  const intake = useKept(makeIntake);
  const lines = useStore(intake, (state) => state.lines);
  const { takeFiles } = useTake();
  const reading = useStore(useKept(createDesk), (desk) => desk.reading);
  const [selected, select] = useState<string | null>(null);
  const [opened, open] = useState<string | null>(null);
  const columns = useColumns(place, lines, selected, open);
  const groups = useMemo(() => [{ id: 'all', title: null, rows: lines }], [lines]);
  if (lines.length === 0 && reading !== null) return <LoadingState label={words.reading(reading)} />;
  if (lines.length === 0)
    return (
      <EmptyState
        icon={<IconDeviceUsb size={20} stroke={1.75} />}
        title={words.emptyTitle}
        action={{ label: words.addFiles, run: () => void chooseFiles().then(takeFiles) }}
        other={{ label: text.window.offline.saveRoot, run: onSaveRoot }}
      >
        {companion ? words.emptyBody : words.emptyPortal}
      </EmptyState>
    );
  const onKey = (key: string, line: IntakeLine) => {
    if (key === ' ' && isChoosable(line)) intake.choose(!line.isChosen, new Set([line.id]));
    if (key.toLowerCase() === 'l') openField(line.id, 'license');
    if (key.toLowerCase() === 'd') openField(line.id, 'days');
    if (key === 'Delete') intake.remove(new Set([line.id]));
  };
  return (
    <>
      <div className={css.table} style={{ flexBasis: `calc(2.0625rem + ${lines.length} * 3.25rem + 1px)` }}>
        <DataTable
          label={words.label}
          columns={columns}
          groups={groups}
          rowId={idOf}
          lamp={lampOf}
          selected={selected}
          onSelect={select}
          onActivate={({ id }) => open(id)}
          onKey={onKey}
        />
      </div>
      <div className={css.dropHint}>
        <p>
          <IconFileImport size={16} stroke={1.75} aria-hidden />
          <span>{words.drop}</span>
        </p>
        {selected !== null && <KeyHints hints={hints} />}
      </div>
      <LineDialog line={lines.find(({ id }) => id === opened) ?? null} place={place} onClose={() => open(null)} />
    </>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['Space'], does: words.keys.choose },
  { keys: ['↵'], does: words.keys.details },
  { keys: ['L'], does: words.keys.license },
  { keys: ['D'], does: words.keys.days },
  { keys: ['Del'], does: words.keys.remove },
];

const idOf = ({ id }: IntakeLine) => id;

/** Leads the keyboard into a field of a row. */
function openField(line: string, field: 'license' | 'days'): void {
  const select = document.querySelector<HTMLSelectElement>(`[data-line="${line}"] [data-field="${field}"]`);
  select?.focus();
  select?.showPicker();
}

function useColumns(
  place: Membership,
  lines: readonly IntakeLine[],
  current: string | null,
  onSearch: (line: string) => void,
): Column<IntakeLine>[] {
  const intake = useKept(makeIntake);
  const narrow = useIsNarrow();
  const licenses = useLicenseChoices(place);
  const lengths = useLengthChoices(place);
  const chosen = chosenOf(lines);
  return useMemo(() => {
    const tick: Column<IntakeLine> = {
      id: 'tick',
      width: '1rem',
      head: (
        <Checkbox
          size="xs"
          aria-label={words.chooseAll}
          checked={chosen === 'all'}
          indeterminate={chosen === 'some'}
          onChange={() => intake.choose(chosen !== 'all')}
        />
      ),
      cell: (line) => <TickCell line={line} isCurrent={line.id === current} />,
    };
    const machine: Column<IntakeLine> = {
      id: 'machine',
      width: narrow ? 'minmax(6.5rem, 1fr)' : 'minmax(0, 1fr)',
      head: words.columns.machine,
      cell: (line) => <MachineCell line={line} />,
    };
    const license: Column<IntakeLine> = {
      id: 'license',
      width: narrow ? 'minmax(7rem, 8.5rem)' : '8.5rem',
      head: <span className={css.pastEdge}>{words.columns.license}</span>,
      cell: (line) => (
        <LicenseCell line={line} isCurrent={line.id === current} options={licenses} onSearch={onSearch} />
      ),
    };
    const days: Column<IntakeLine> = {
      id: 'days',
      width: narrow ? '5.375rem' : '5.75rem',
      head: <span className={css.pastEdge}>{words.columns.days}</span>,
      cell: (line) => <DaysCell line={line} isCurrent={line.id === current} options={lengths} zone={place.timeZone} />,
    };
    const verdict: Column<IntakeLine> = {
      id: 'verdict',
      width: narrow ? '8.5rem' : '9.5rem',
      head: words.columns.verdict,
      cell: (line) => <VerdictCell line={line} />,
    };
    const until: Column<IntakeLine> = narrow
      ? {
          id: 'until',
          width: '6.75rem',
          head: words.columns.until,
          cell: (line) => <DatesOfLine line={line} zone={place.timeZone} />,
        }
      : {
          id: 'until',
          width: '7rem',
          head: words.columns.until,
          cell: (line) => <UntilCell line={line} zone={place.timeZone} />,
        };
    return [tick, machine, license, days, until, verdict];
  }, [intake, narrow, licenses, lengths, chosen, current, onSearch, place.timeZone]);
}
