import { expect, it } from 'vitest';
import { trayLines } from '#main/hosts/desktop/tray-lines.ts';
import type { HeldLease, Notice } from '#shared/models/status.ts';
import { day } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';

const lease: HeldLease = {
  id: 'S-1',
  organization: { id: 'O-1', name: 'Northlight Studios' },
  timeZone: 'Europe/Oslo',
  license: 'L-1',
  product: { id: 'graphics', name: 'Graphics' },
  edition: { id: 'xr', name: 'XR' },
  services: [],
  person: null,
  mode: 'offline',
  leaseEndsAt: noon + 3 * day,
  licenseEndsAt: null,
  unassignGraceEndsAt: null,
  graceEndsAt: noon + 6 * day,
  standing: 'valid',
};
const warning = (change: Partial<Extract<Notice, { kind: 'ends-soon' }>> = {}): Notice => ({
  id: 'N-1',
  at: noon,
  kind: 'ends-soon',
  lease: 'S-1',
  license: 'Graphics XR',
  what: 'offline-lease',
  endsAt: noon + 3 * day,
  timeZone: 'Europe/Oslo',
  days: 3,
  ...change,
});

it('says what is here, in the zone of its organization, and what needs somebody soon', () => {
  const other: HeldLease = { ...lease, id: 'S-2', mode: 'online', edition: { id: 'cg', name: 'CG' } };
  const ended: HeldLease = { ...lease, id: 'S-3', standing: 'ended' };
  const notices = [warning(), warning({ id: 'N-2', lease: 'S-2', what: 'license', endsAt: noon + 7 * day })];
  expect(trayLines({ leases: [lease, other, ended], notices, now: noon })).toEqual([
    'Graphics XR, offline until 4 Jan 2027, 13:00 (Europe/Oslo)',
    '▲ The offline lease ends in 3 days: renew it',
    'Graphics CG, leased until 4 Jan 2027, 13:00 (Europe/Oslo), renews itself',
    '▲ The license itself ends in 7 days',
  ]);
  expect(trayLines({ leases: [ended], notices, now: noon })).toEqual(['No license on this machine']);
});
