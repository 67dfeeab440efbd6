import type { LicenseRow, UsableLicenses } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { Style, Tally } from './style.ts';
import { facts, table } from './table.ts';

const words = text.cli.licenses;

const availability: Record<LicenseRow['availability'], Tally> = {
  free: 'free',
  'in-use': 'held',
  'not-assigned': 'held',
  'not-started': 'soon',
  ended: 'ended',
  revoked: 'ended',
};

/** Licenses by organization, with their seats; whoever holds one is named. */
export function licenses(rows: readonly LicenseRow[], style: Style): string {
  const organizations = new Map(rows.map(({ organization }) => [organization.id, organization.name]));
  if (organizations.size === 0) return `${words.none}\n`;
  const all = rows.map((row) => ({ row, cells: cellsOf(row, style) }));
  return [...organizations]
    .map(([id, name]) => {
      const own = all.filter(({ row }) => row.organization.id === id).map(({ cells }) => cells);
      return `${style.strong(name)}\n${table({ headings: words.headings, givesWay: 2 }, own, '', style)}`;
    })
    .join('\n');
}

/** One page of them, and how many there are besides. */
export function someLicenses({ rows, total }: UsableLicenses, style: Style): string {
  const listed = licenses(rows, style);
  return total > rows.length ? `${listed}\n${words.more(total - rows.length)}\n` : listed;
}

function cellsOf(row: LicenseRow, style: Style): string[] {
  const isMine = row.leases.some((lease) => lease.isMine);
  return [
    isMine ? style.tally('held', words.mine) : style.tally(availability[row.availability], stateOf(row)),
    style.strong(`${row.product.name} ${row.edition.name}`),
    machinesOf(row),
    style.day(row.endsAt),
    row.id,
  ];
}

function stateOf({ availability: state, seats, leases }: LicenseRow): string {
  if (state === 'free') return words.freeSeats(seats - leases.length, seats);
  return state === 'in-use' ? words.usedSeats(seats) : words.availability[state];
}

/** The first by name; the others are counted. */
function machinesOf({ leases }: LicenseRow): string {
  const [first, ...others] = leases.map((lease) => lease.machine.name);
  return first ? first + (others.length > 0 ? ` +${others.length}` : '') : '';
}

const standings: Record<HeldLease['standing'], Tally> = {
  valid: 'here',
  'unassign-grace': 'soon',
  'lease-grace': 'soon',
  ended: 'ended',
};

/** The leases of this machine, with both dates. */
export function held(leases: readonly HeldLease[], style: Style): string {
  if (leases.length === 0) return `${words.nothingHeld}\n`;
  return leases
    .map(({ standing, product, edition, organization, timeZone, ...lease }) => {
      const title = `${style.strong(`${product.name} ${edition.name}`)}, ${organization.name}`;
      const renews = lease.mode === 'online' && standing === 'valid' ? `, ${words.renewsItself}` : '';
      const rows = [
        [words.held.state, style.tally(standings[standing], words.standing[standing])],
        [words.held.leasedUntil, style.momentIn(lease.unassignGraceEndsAt ?? lease.leaseEndsAt, timeZone) + renews],
        [words.held.licenseEnds, style.momentIn(lease.licenseEndsAt, timeZone)],
        [words.held.lease, lease.id],
      ] as const;
      return `${title}\n${facts(rows, style)}`;
    })
    .join('\n');
}
