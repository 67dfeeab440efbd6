import { describe, expect, it } from 'vitest';
import type { EvidenceState, MachineView } from '#shared/models/machine-view.ts';
import { day, hour } from '#shared/models/time.ts';
import { actOfKey } from '../../../renderer/pages/machines/act.ts';
import {
  actsOf,
  lineOfMachine,
  linesOfMachines,
  type MachineLease,
  matchesMachine,
  renewedUntil,
  standingOfFile,
  standingOfHardware,
  standingOfLease,
} from '../../../renderer/state/machine-lines.ts';
import { pictureMachines } from '../../support/fake-api/machines.ts';
import { pictureTime as now } from '../../support/fake-api/data.ts';

const machineNamed = (name: string, change: Partial<MachineView> = {}): MachineView => {
  const found = pictureMachines().find((machine) => machine.name === name);
  if (!found) throw new Error(name);
  return { ...found, ...change };
};
const leaseOf = (name: string, change: Partial<MachineLease> = {}): MachineLease => {
  const [lease] = machineNamed(name).leases;
  if (!lease) throw new Error(name);
  return { ...lease, ...change };
};
const standing = (name: string, change: Partial<MachineLease> = {}) => {
  const { tally, word } = standingOfLease(leaseOf(name, change), now);
  return [tally, word];
};

describe('the standing of a lease', () => {
  it('names the worst there is about it', () => {
    expect(standing('OB-1-RENDER-02')).toEqual(['on', 'Licensed']);
    expect(standing('OB-1-RENDER-02', { unassignGraceEndsAt: now + hour })).toEqual(['soon', 'Unassigned']);
    expect(standing('GFX-ARTIST-07')).toEqual(['soon', 'Ends soon']);
    expect(standing('OB-1-RENDER-01')).toEqual(['soon', 'Renew soon']);
    expect(standing('VAULT-EDIT-01')).toEqual(['held', 'On its way']);
    expect(standing('STAGE-2-TRACK')).toEqual(['soon', 'Not confirmed']);
    expect(standing('OB-1-RENDER-01', { leaseEndsAt: now - 1 })).toEqual(['ended', 'Ended']);
  });

  it('is not amber because an online lease ends within a day: it renews itself', () => {
    expect(standing('OB-1-RENDER-02', { leaseEndsAt: now + hour })[0]).toBe('on');
  });
});

describe('hardware and files', () => {
  it('have a word for every state, and a colour only where somebody has to act', () => {
    const at = now;
    const states: EvidenceState[] = [
      { state: 'matches' },
      { state: 'none' },
      { state: 'changed', factors: ['cpu'], at },
      { state: 'two-with-one-key', at },
      { state: 'shared-hardware', others: ['A'], at },
    ];
    expect(states.map((state) => standingOfHardware(state).tally)).toEqual(['held', 'free', 'soon', 'ended', 'held']);
    expect(new Set(states.map((state) => standingOfHardware(state).word)).size).toBe(states.length);
    const files = (['issued', 'confirmed', 'overdue'] as const).map(standingOfFile);
    expect(files.map(({ tally }) => tally)).toEqual(['held', 'held', 'soon']);
  });
});

describe('a machine as a line', () => {
  it('shows the lease that needs somebody first', () => {
    const machine = machineNamed('STAGE-2-CTRL');
    expect(lineOfMachine(machine, now).lease?.licenseName).toBe('Keyer Live');
    const [first, second] = machine.leases;
    if (!first || !second) throw new Error('two leases');
    const soon = { ...first, licenseEndsAt: now + 3 * day };
    expect(lineOfMachine({ ...machine, leases: [second, soon] }, now).lease?.id).toBe(soon.id);
  });

  it('has the lamp of the worse of its license and its hardware', () => {
    expect(lineOfMachine(machineNamed('VAULT-EDIT-02'), now)).toMatchObject({ tally: 'ended', group: 'needs' });
    expect(lineOfMachine(machineNamed('OB-1-RENDER-04'), now)).toMatchObject({ tally: 'soon', group: 'needs' });
    expect(lineOfMachine(machineNamed('node-4f2a-1'), now)).toMatchObject({ tally: 'on', group: 'used' });
    expect(lineOfMachine(machineNamed('STAGE-2-KEY'), now)).toMatchObject({ tally: 'free', group: 'seen' });
  });

  it('needs nobody because it was barred: that was on purpose', () => {
    expect(lineOfMachine(machineNamed('CTRL-B'), now)).toMatchObject({
      tally: 'ended',
      group: 'seen',
      standing: { word: 'Barred' },
    });
  });
});

describe('the list', () => {
  const lines = linesOfMachines(pictureMachines(), now);
  it('has what needs somebody first, the worst of it before the rest; then by name, figures as figures', () => {
    expect(lines.slice(0, 5).map(({ machine }) => machine.name)).toEqual([
      'VAULT-EDIT-02',
      'GFX-ARTIST-07',
      'OB-1-RENDER-01',
      'OB-1-RENDER-04',
      'STAGE-2-TRACK',
    ]);
    const ten = ['N-10', 'N-9'].map((name) => ({ ...machineNamed('OB-1-RENDER-02'), name }));
    expect(linesOfMachines(ten, now).map(({ machine }) => machine.name)).toEqual(['N-9', 'N-10']);
  });

  it('finds by machine, system, license, person, mode and state', () => {
    const found = (query: string) => lines.filter((line) => matchesMachine(query, line)).map((l) => l.machine.name);
    expect(found('render jo offline')).toEqual(['OB-1-RENDER-01']);
    expect(found('two with one key')).toEqual(['VAULT-EDIT-02']);
    expect(found('room code')).toHaveLength(3);
    expect(found('macos barred')).toEqual([]);
    expect(found('  ')).toHaveLength(lines.length);
  });
});

describe('what a manager may do with a lease', () => {
  it('releases what is online and may be freed; an offline one is renewed, or returned by its machine', () => {
    const machine = machineNamed('OB-1-RENDER-02');
    expect(actsOf(leaseOf('OB-1-RENDER-02'), machine)).toMatchObject({ release: true, renew: false, return: false });
    expect(actsOf(leaseOf('OB-1-RENDER-02', { releasable: 'no' }), machine).release).toBe(false);
    expect(actsOf(leaseOf('OB-1-RENDER-01'), machine)).toMatchObject({ release: false, renew: true, return: true });
  });

  it('names a person except on machines that came with a room code', () => {
    expect(actsOf(leaseOf('OB-1-RENDER-02'), machineNamed('OB-1-RENDER-02')).person).toBe(true);
    expect(actsOf(leaseOf('node-4f2a-1'), machineNamed('node-4f2a-1')).person).toBe(false);
  });

  it('is begun by a key, where it is allowed', () => {
    const press = (key: string, name: string) => actOfKey(key, lineOfMachine(machineNamed(name), now))?.kind ?? null;
    expect(['r', 'R', 'n', 'p', 'x'].map((key) => press(key, 'OB-1-RENDER-02'))).toEqual([
      'release',
      'release',
      null,
      'person',
      null,
    ]);
    expect(['r', 'n'].map((key) => press(key, 'OB-1-RENDER-01'))).toEqual(['return', 'renew']);
    expect(press('p', 'node-4f2a-1')).toBeNull();
    expect(press('r', 'STAGE-2-KEY')).toBeNull();
  });

  it('renews until the day asked for, never past the end of the license', () => {
    const lease = leaseOf('OB-1-RENDER-01', { licenseEndsAt: now + 20 * day });
    expect(renewedUntil(lease, 7, now)).toBe(now + 7 * day);
    expect(renewedUntil(lease, 30, now)).toBe(now + 20 * day);
    expect(renewedUntil(lease, null, now)).toBe(now + 20 * day);
    expect(renewedUntil({ ...lease, licenseEndsAt: null }, null, now)).toBeNull();
  });
});
