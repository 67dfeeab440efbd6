import { IconUserFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LicenseRow } from '#shared/models/license.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { leaseHere } from '../../state/tally.ts';
import { useZone } from '../../state/use.tsx';
import css from './picker.module.css';

const words = text.window.picker;

/** The second line of a license: whose it is, or what stands in the way and whom to ask. */
export function PickerWords({ row, machine }: { row: LicenseRow; machine: string | null }): ReactNode {
  const zone = useZone(row.organization.id);
  const person = row.askFor?.name;
  if (leaseHere(row, machine)) return words.onThisMachine;
  switch (row.availability) {
    case 'ended':
      return person ? words.askToRenew(person) : words.askOwner;
    case 'revoked':
      return words.wasRevoked;
    case 'not-started':
      return words.startsOn(dates.day(row.startsAt, zone));
    case 'not-assigned':
      return person ? words.askToAssign(person) : words.why['not-assigned'];
    case 'free':
    case 'in-use':
      return <Usable row={row} />;
  }
}

function Usable({ row }: { row: LicenseRow }) {
  const mine = row.leases.find(({ isMine }) => isMine);
  if (mine) return on(words.youOn, mine.machine.name);
  if (row.availability === 'in-use') return <Taken row={row} />;
  if (row.assignedToMe) return words.assigned;
  return words.floating(row.seats - row.leases.length, row.seats);
}

function Taken({ row }: { row: LicenseRow }) {
  const [lease] = row.leases;
  if (!lease || row.seats > 1) return words.allInUse(row.seats);
  if (lease.mode === 'offline') return on(words.offlineOn, lease.machine.name, words.whenReturned);
  if (!lease.person) return on(words.inUseOn, lease.machine.name);
  return (
    <>
      <IconUserFilled size={13} aria-hidden />
      {on(words.inUseBy(lease.person.name), lease.machine.name)}
    </>
  );
}

const on = (before: string, machine: string, after = '') => (
  <span className={css.sentence}>
    {before}
    <code className={css.machine}>{machine}</code>
    {after}
  </span>
);
