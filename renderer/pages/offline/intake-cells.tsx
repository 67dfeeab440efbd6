import { Checkbox } from '@mantine/core';
import type { IntakeRow, OfflineLength } from '#shared/models/offline.ts';
import { dates, daysBetween } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { type RowOption, RowSelect } from '../../parts/row-select.tsx';
import { Tally } from '../../parts/tally.tsx';
import { makeIntake } from '../../state/offline-kept.ts';
import { type IntakeLine, isChoosable } from '../../state/offline-lines.ts';
import { isOpenToChoice } from '../../state/offline-verdict.ts';
import { useKept, useNow } from '../../state/use.tsx';
import { standingOfLine } from './line-standing.ts';
import { toSearch } from './use-choices.ts';
import css from './offline.module.css';

const words = text.window.intake;
const { length } = text.window.offline;

const nameOf = ({ row }: IntakeLine) => row?.machine?.name ?? words.unknownMachine;

interface CellProps {
  line: IntakeLine;
  /** The keyboard is in this row. */
  isCurrent: boolean;
}

export function TickCell({ line, isCurrent }: CellProps) {
  const intake = useKept(makeIntake);
  return (
    <Checkbox
      size="xs"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={words.choose(nameOf(line))}
      checked={line.isChosen}
      disabled={!isChoosable(line)}
      onChange={(event) => intake.choose(event.currentTarget.checked, new Set([line.id]))}
    />
  );
}

/** The machine over whoever the lease is for, and what the file is where it is no plain request. */
export function MachineCell({ line }: { line: IntakeLine }) {
  return (
    <span className={css.lines} data-line={line.id} title={line.source}>
      <code className={css.machineCell}>{line.row ? nameOf(line) : line.source}</code>
      <span className={css.second}>{line.row && personWords(line.row)}</span>
    </span>
  );
}

function personWords({ kind, purpose, person, verdict }: IntakeRow): string {
  const name = person?.name ?? (verdict.code === 'refused-file' ? words.unknownPerson : words.nobody);
  if (kind === 'return') return words.proof(name);
  if (kind === 'acknowledgement') return words.acknowledgement(name);
  if (purpose === 'renew') return words.renewal(name);
  return purpose === 'repair' ? words.repair(name) : name;
}

interface LicenseCellProps extends CellProps {
  options: readonly RowOption[];
  /** There are more than the list has. */
  onSearch: (line: string) => void;
}

/** A choice where a choice changes something, else what it is. */
export function LicenseCell({ line, isCurrent, options, onSearch }: LicenseCellProps) {
  const intake = useKept(makeIntake);
  const { row } = line;
  if (!row) return null;
  if (line.outcome === 'done' || !isOpenToChoice(row))
    return <span className={css.plain}>{row.license?.name ?? (row.kind === 'request' ? words.none : '')}</span>;
  const value = line.choice.license ?? row.license?.id ?? '';
  // What was found by a search has no name here before the cloud has answered.
  const isPlanned = value === (row.license?.id ?? '');
  return (
    <span data-line={line.id}>
      <RowSelect
        label={words.licenseOf(nameOf(line))}
        name="license"
        isCurrent={isCurrent}
        value={value}
        options={withOwn(
          options,
          value,
          isPlanned ? (row.license?.name ?? words.chooseLicense) : text.window.parts.loading,
        )}
        onChange={(license) => {
          if (license === toSearch) onSearch(line.id);
          else if (license !== '') intake.set(new Set([line.id]), { license });
        }}
      />
    </span>
  );
}

/** What is chosen is always among what can be chosen. */
export const withOwn = (options: readonly RowOption[], value: string, label: string): readonly RowOption[] =>
  options.some((option) => option.value === value) ? options : [{ value, label }, ...options];

export const lengthValue = (days: OfflineLength): string => (days === null ? 'end' : String(days));
export const lengthOf = (value: string): OfflineLength => (value === 'end' ? null : Number(value));

interface DaysCellProps extends CellProps {
  options: readonly RowOption[];
  zone: string;
}

export function DaysCell({ line, isCurrent, options, zone }: DaysCellProps) {
  const intake = useKept(makeIntake);
  const now = useNow();
  const { row } = line;
  if (!row || row.kind !== 'request') return null;
  const days = daysOf(row, now, zone);
  const isAsked = row.leaseEndsAt !== null || line.choice.days !== undefined || isTooLong(row);
  if (!isAsked) return null;
  if (line.outcome === 'done' || !isOpenToChoice(row)) return <span className={css.plain}>{length(days)}</span>;
  const value = line.isStale && line.choice.days !== undefined ? lengthValue(line.choice.days) : lengthValue(days);
  return (
    <span data-line={line.id}>
      <RowSelect
        label={words.daysOf(nameOf(line))}
        name="days"
        isCurrent={isCurrent}
        value={value}
        options={withOwn(options, value, length(lengthOf(value)))}
        onChange={(chosen) => intake.set(new Set([line.id]), { days: lengthOf(chosen) })}
      />
    </span>
  );
}

/** Other days would help: they have to be shown to be changed. */
const isTooLong = ({ verdict }: IntakeRow) =>
  verdict.code === 'refused' && verdict.failure.code === 'offline-length-not-allowed';

/** The days it comes to: of a lease that was cut short, those that are left of it. */
function daysOf({ verdict, leaseEndsAt, days }: IntakeRow, now: number, zone: string): OfflineLength {
  if (verdict.code !== 'shortened' || leaseEndsAt === null) return days;
  return Math.max(1, daysBetween(now, leaseEndsAt, zone));
}

export function UntilCell({ line, zone }: { line: IntakeLine; zone: string }) {
  const now = useNow();
  const { row } = line;
  if (!row || row.kind !== 'request') return null;
  const second = endWords(row, now, zone);
  if (row.leaseEndsAt === null) return <TwoLines first={words.none} {...(second ? { second } : {})} quiet />;
  return <DateCell moment={row.leaseEndsAt} zone={zone} now={now} second={second ?? undefined} />;
}

/** Both dates in one column, for narrow windows. */
export function DatesOfLine({ line, zone }: { line: IntakeLine; zone: string }) {
  const now = useNow();
  const { row } = line;
  if (!row || row.kind !== 'request') return null;
  const second = endWords(row, now, zone);
  return (
    <TwoLines
      first={row.leaseEndsAt === null ? words.none : dates.day(row.leaseEndsAt, zone)}
      {...(second ? { second } : {})}
      quiet={row.leaseEndsAt === null}
    />
  );
}

function endWords({ license, licenseEndsAt }: IntakeRow, now: number, zone: string): string | null {
  if (!license) return null;
  if (licenseEndsAt === null) return words.neverEnds;
  return (licenseEndsAt > now ? words.ends : words.ended)(dates.day(licenseEndsAt, zone));
}

export function VerdictCell({ line }: { line: IntakeLine }) {
  const { tally, icon, word, second } = standingOfLine(line);
  return (
    <span className={css.verdict} data-stale={(line.isStale && line.row !== null) || undefined}>
      <Tally state={tally} icon={icon}>
        {word}
      </Tally>
      <span className={css.verdictSecond}>{second}</span>
    </span>
  );
}
