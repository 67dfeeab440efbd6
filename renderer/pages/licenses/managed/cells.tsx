import type { ReactNode } from 'react';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { ListedLicense } from '#shared/models/license-search.ts';
import { text } from '#shared/text/index.ts';
import { DateCell, TwoLines } from '../../../parts/date-cell.tsx';
import { nameOf } from '../../../state/license-lines.ts';
import css from './managed.module.css';

const words = text.window.managedLicenses;
const common = text.window.license;

interface RowProps {
  row: ListedLicense;
}
interface DatedProps extends RowProps {
  now: number;
  zone: string;
}

export const NameCell = ({ row }: RowProps) => (
  <Lines
    isName
    first={nameOf(row)}
    second={
      <>
        <code className={css.code}>{row.id}</code>
        {row.trial && ` ${words.trial.toLowerCase()}`}
      </>
    }
  />
);

/** Who may use it: the first names, or that nobody does yet. */
export function AssignedCell({ row: { assigned, kind, state } }: RowProps) {
  const { count, names } = assigned;
  if (count === 0) {
    if (kind === 'floating') return <TwoLines first={words.anyEditor} quiet />;
    return state === 'ended' || state === 'revoked' ? (
      <TwoLines first={common.nobody} quiet />
    ) : (
      <span className={css.unassigned}>{words.unassignedWord}</span>
    );
  }
  const [first = '', ...others] = names;
  return <Lines first={first} second={text.licenseList.someOf(others, count - 1)} />;
}

/** How many seats are in use, and the first of them: who, where. */
export function UsedCell({ row: { inUse, seats, usedBy } }: RowProps) {
  const [first] = usedBy;
  const figures = common.seatsUsed(inUse, seats);
  if (!first) return <TwoLines first={figures} quiet />;
  return (
    <Lines
      first={figures}
      second={
        <>
          {words.onMachine(first.person, first.machine)}
          {inUse > 1 && ` ${words.andMore(inUse - 1)}`}
        </>
      }
    />
  );
}

export const StartCell = ({ row, now, zone }: DatedProps) => <DateCell moment={row.startsAt} now={now} zone={zone} />;

export function EndCell({ row, now, zone }: DatedProps) {
  const end = row.revokedAt ?? row.endsAt;
  if (end === null) return <TwoLines first={common.never} quiet />;
  const tone = end <= now ? 'ended' : endsSoon(end, now) ? 'soon' : undefined;
  return <DateCell moment={end} now={now} zone={zone} tone={tone} />;
}

const Lines = ({ first, second, isName = false }: { first: string; second: ReactNode; isName?: boolean }) => (
  <span className={css.lines}>
    <span className={isName ? `${css.first} ${css.name}` : css.first}>{first}</span>
    <span className={css.second}>{second}</span>
  </span>
);
