import { describe, expect, it } from 'vitest';
import { drives } from '#main/hosts/cli/views/drives.ts';
import { inspected } from '#main/hosts/cli/views/inspected.ts';
import { held } from '#main/hosts/cli/views/licenses.ts';
import { issued, someMachines, rooms } from '#main/hosts/cli/views/machines.ts';
import { status } from '#main/hosts/cli/views/status.ts';
import { createStyle } from '#main/hosts/cli/views/style.ts';
import type { MachineView } from '#shared/models/machine-view.ts';
import type { Drive, InspectedFile, IssuedFile } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { heldLease } from '../../../support/typed.ts';

const narrow = createStyle({ hasColors: false, width: 80 });
const widest = (shown: string) => Math.max(...shown.split('\n').map(({ length }) => length));

const drive = (change: Partial<Drive> = {}): Drive => ({
  id: '/media/jo/TRUCK2',
  label: 'TRUCK2',
  freeBytes: 7_430_000_000,
  isWritable: true,
  files: [],
  skipped: [],
  ...change,
});

it('a lease: both ends by the clock of its organization', () => {
  const shown = held([heldLease()], createStyle({ hasColors: false, width: 80, now: noon }));
  expect(shown).toMatch(/Leased until\s+2027-01-31 13:00 Europe\/Oslo \(in 30 days\)\n/);
  expect(shown).toMatch(/License ends\s+2028-02-05 13:00 Europe\/Oslo \(in 400 days\)\n/);
});

describe('what is carried, within 80 columns', () => {
  it('in the status: open requests, returns without a receipt, sticks', () => {
    const shown = status(
      {
        machine: { id: 'm-1', name: 'RENDER-03', platform: 'linux', stateFolder: '/s', evidence: [] },
        owner: { host: 'command', processId: 1 },
        session: { state: 'signed-out', why: 'never' },
        cloud: {
          url: '',
          name: 'Northlight',
          fingerprint: null,
          embedded: true,
          state: 'unknown',
          why: null,
          since: noon,
          lastContactAt: null,
        },
        leases: [],
        notices: [],
        offline: {
          requests: [
            {
              id: 'r',
              purpose: 'activate',
              wanted: { product: 'graphics', edition: 'xr' },
              madeAt: noon,
              useBy: noon + 30 * day,
            },
            { id: 's', purpose: 'repair', wanted: null, madeAt: noon, useBy: noon + 30 * day },
          ],
          returns: [
            { lease: 'S-1', license: 'Graphics XR', organization: 'N', returnedAt: noon, receiptAt: null },
            { lease: 'S-2', license: 'Keyer Live', organization: 'N', returnedAt: noon, receiptAt: noon },
          ],
          acknowledgement: null,
        },
        drives: [drive({ files: [{ name: 'a', kinds: [], isForThisMachine: true }] })],
        lastHeartbeatAt: null,
        nextHeartbeatAt: null,
        now: noon,
      },
      narrow,
    );
    expect(widest(shown)).toBeLessThanOrEqual(80);
    expect(shown).toMatch(
      /Open requests\s+graphics xr \(activate\), to be answered by 2027-01-31\n\s+any license \(repair\)/,
    );
    expect(shown).toMatch(/Given back\s+Graphics XR, 2027-01-01; the receipt is not here yet\n/);
    expect(shown).not.toContain('Keyer Live');
    expect(shown).toMatch(/Sticks\s+TRUCK2: 1 file, 1 for this machine: greenroom offline apply\n/);
  });

  it('sticks, with what they hold and what could not be read', () => {
    const name = 'studio-4/OB-1-LEVEL-2-RENDER-03-2027-01-14.license-request';
    const shown = drives(
      [
        drive({
          files: [
            { name: 'all.license', kinds: [{ kind: 'license', count: 12 }], isForThisMachine: true },
            { name, kinds: [{ kind: 'license-request', count: 1 }], isForThisMachine: false },
          ],
          skipped: [{ name: 'huge.mov', why: 'it is larger than 256 MB' }],
        }),
        drive({ label: 'CARD', isWritable: false }),
      ],
      narrow,
    );
    expect(widest(shown)).toBeLessThanOrEqual(80);
    expect(shown).toMatch(/TRUCK2\s+7\.4 GB\s+all\.license.*12 × License file\s+● this machine\n/);
    expect(shown).toMatch(/CARD\s+write-protected\s+nothing of Greenroom\n/);
    expect(shown).toContain('TRUCK2/huge.mov: it is larger than 256 MB\n');
    expect(drives([], narrow)).toBe('No stick is in this machine.\n');
  });

  it('machines, a line for each lease', () => {
    const machine = {
      id: 'm',
      name: 'OB-1-LEVEL-2-RENDER-03',
      platform: 'linux',
      evidence: { state: 'changed', factors: ['cpu'], at: noon },
      barredAt: null,
      leases: [
        { licenseName: 'Graphics AR/VS', leaseEndsAt: noon + 30 * day, mode: 'offline', acknowledgement: 'overdue' },
        { licenseName: 'Keyer Live', leaseEndsAt: noon + day, mode: 'online', acknowledgement: null },
      ],
    } as Partial<MachineView> as MachineView;
    const barred = { ...machine, name: 'OLD', barredAt: noon, leases: [] };
    const shown = someMachines({ machines: [machine, barred], next: null }, narrow);
    expect(widest(shown)).toBeLessThanOrEqual(80);
    expect(shown).toMatch(/RENDER-03.*2027-01-31\s+▲ Overdue\s+▲ Parts changed\n/);
    expect(shown).toMatch(/Keyer.*online\n/);
    expect(shown).toMatch(/OLD.*■ Barred\n/);
  });

  it('offline licenses that were issued, and room codes', () => {
    const file = {
      machine: { id: 'm', name: 'RENDER-03', platform: 'linux' },
      license: 'Graphics XR',
      person: 'Ingrid Aas',
      leaseEndsAt: noon + 30 * day,
      acknowledgement: 'confirmed',
    } as Partial<IssuedFile> as IssuedFile;
    expect(issued([file], narrow)).toMatch(/RENDER-03\s+Graphics XR\s+Ingrid Aas\s+2027-01-31\s+● Confirmed\n/);
    const room = {
      id: 'R-1',
      license: { id: 'L-1', name: 'Graphics XR' },
      createdBy: null,
      createdAt: noon,
      expiresAt: noon + day,
      uses: 50,
      used: 12,
      closedAt: null,
    };
    expect(rooms([room], narrow)).toMatch(/R-1\s+Graphics XR\s+12 of 50\s+2027-01-02\s+● open\n/);
    expect(rooms([], narrow)).toContain('cloud room create');
  });

  it('a file: for whom, until when, and what to do; a refusal in full', () => {
    const file: InspectedFile = {
      kind: 'license',
      isGenuine: true,
      refusal: null,
      about: {
        cloud: 'northlight',
        machine: { id: 'm', name: 'RENDER-03' },
        purpose: null,
        sequence: 7,
        request: null,
        leases: [
          {
            license: 'Graphics XR',
            organization: 'Northlight Studios',
            timeZone: 'Europe/Oslo',
            person: 'Ingrid Aas',
            mode: 'offline',
            leaseEndsAt: noon + 30 * day,
            licenseEndsAt: null,
          },
        ],
        madeAt: noon,
        useBy: noon + 30 * day,
        fingerprint: null,
      },
      next: 'take-to-machine',
    };
    const shown = inspected([file], narrow, '/media/TRUCK2/a.license');
    expect(shown).toMatch(/^● License file, genuine\n/);
    expect(shown).toMatch(/License ends\s+never\n/);
    expect(shown).toContain('Take it to RENDER-03');
    const refused: InspectedFile = { ...file, refusal: { code: 'superseded', found: 6, applied: 7 }, next: 'nothing' };
    expect(inspected([refused], narrow)).toMatch(/^■ License file, cannot be used here\n/);
    expect(inspected([refused], narrow)).toContain('(number 7)');
    const elsewhere: InspectedFile = { ...file, refusal: { code: 'other-machine', found: 'RENDER-03', here: 'OB-1' } };
    expect(inspected([elsewhere], narrow)).toMatch(/^◐ License file, genuine\n[\s\S]*RENDER-03[\s\S]*OB-1/);
    const nothing: InspectedFile = {
      ...file,
      kind: null,
      about: null,
      isGenuine: false,
      refusal: { code: 'not-a-greenroom-file' },
      next: 'nothing',
    };
    expect(inspected([nothing], narrow)).toMatch(/^■ No Greenroom file/);
  });
});
