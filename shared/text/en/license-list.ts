import type { LicenseStateFilter } from '../../models/license-search.ts';
import type { LicenseKind } from '../../models/license.ts';

const kinds: Record<LicenseKind, string> = { named: 'Named', floating: 'Floating' };

const states: Record<LicenseStateFilter, string> = {
  free: 'Seats free',
  'in-use': 'All in use',
  'ending-soon': 'Ends soon',
  'not-started': 'Not started',
  ended: 'Ended',
  revoked: 'Revoked',
};

/** A list of licenses, on the page and in files. */
export const licenseList = {
  kinds,
  states,
  /** The first few of some; how many there are in all. */
  someOf: (names: readonly string[], count: number) =>
    [names.join(', '), ...(count > names.length ? [`and ${count - names.length} more`] : [])].join(' '),
  columns: {
    id: 'license',
    product: 'product',
    edition: 'edition',
    kind: 'kind',
    state: 'state',
    seats: 'seats',
    inUse: 'in use',
    starts: 'starts',
    ends: 'ends',
    revoked: 'revoked',
    assigned: 'assigned to',
    usedOn: 'used on',
  },
};
