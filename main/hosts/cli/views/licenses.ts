import type { LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { Style, Tally } from './style.ts';
import { table } from './table.ts';

const words = text.cli.licenses;

const availability: Record<LicenseRow['availability'], Tally> = {
  free: 'free',
  'in-use': 'held',
  'not-assigned': 'held',
  'not-started': 'soon',
  ended: 'ended',
  revoked: 'ended',
};

/** Licenses with their seats; whoever holds one is named. */
export function licenses(rows: readonly LicenseRow[], style: Style): string {
  const cells = rows.map((row) => [
    row.leases.some((lease) => lease.isMine)
      ? style.tally('here', words.mine)
      : style.tally(availability[row.availability], words.availability[row.availability]),
    style.strong(`${row.product.name} ${row.edition.name}`),
    row.organization.name,
    `${row.leases.length}/${row.seats}`,
    machinesOf(row),
    style.moment(row.endsAt),
    row.id,
  ]);
  return table(words.headings, cells, words.none, style);
}

/** The first two by name; the others are counted. */
function machinesOf({ leases }: LicenseRow): string {
  const names = leases.map((lease) => lease.machine.name);
  return names.slice(0, 2).join(', ') + (names.length > 2 ? ` +${names.length - 2}` : '');
}

const standings: Record<HeldLease['standing'], Tally> = {
  valid: 'here',
  'unassign-grace': 'soon',
  'lease-grace': 'soon',
  ended: 'ended',
};

/** The leases of this machine, with both dates. */
export function held(leases: readonly HeldLease[], style: Style): string {
  const cells = leases.map((lease) => [
    style.tally(standings[lease.standing], words.standing[lease.standing]),
    style.strong(`${lease.product.name} ${lease.edition.name}`),
    lease.organization.name,
    style.moment(lease.unassignGraceEndsAt ?? lease.leaseEndsAt),
    style.moment(lease.licenseEndsAt),
    lease.id,
  ]);
  return table(words.heldHeadings, cells, words.nothingHeld, style);
}
