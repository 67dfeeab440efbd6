import { describe, expect, it } from 'vitest';
import type { Notice } from '#shared/models/status.ts';
import { day, hour } from '#shared/models/time.ts';
import { signOf } from '../../../renderer/state/cloud-sign.ts';
import { identityTroubleOf } from '../../../renderer/state/identity.ts';
import { signOfNotice } from '../../../renderer/state/notice-signs.ts';
import { machineNeedsOf } from '../../../renderer/state/overview.ts';
import { linesOfMachines } from '../../../renderer/state/machine-lines.ts';
import { standingOfMachine } from '../../../renderer/state/tally.ts';
import { pictureRows, pictureTime as now } from '../../support/fake-api/data.ts';
import { pictureMachines } from '../../support/fake-api/machines.ts';
import { createWorld, heldFrom } from '../../support/fake-api/world.ts';

const { status } = createWorld(now);
const about = { id: 'N-1', at: now };
const cloned: Notice = { ...about, kind: 'machine-cloned' };
const changed: Notice = { ...about, kind: 'machine-changed', factors: ['cpu'] };
const clock: Notice = { ...about, kind: 'clock-needs-attention', graceEndsAt: now + hour };
const refusing = (why: string) => ({ ...status.cloud, state: 'refused', why }) as const;

describe('trouble with the identity of this machine', () => {
  it('is known from a notice, and from a refusal when the notice was dismissed', () => {
    expect(identityTroubleOf(status)).toBeNull();
    expect(identityTroubleOf({ ...status, notices: [changed] })).toEqual({ kind: 'changed', factors: ['cpu'] });
    expect(identityTroubleOf({ ...status, cloud: refusing('machine-changed') })).toEqual({
      kind: 'changed',
      factors: [],
    });
    expect(identityTroubleOf({ ...status, cloud: refusing('machine-barred') })).toBeNull();
  });

  it('two with one key comes before changed parts', () => {
    expect(identityTroubleOf({ ...status, notices: [changed, cloned] })?.kind).toBe('cloned');
    expect(identityTroubleOf({ notices: [changed], cloud: refusing('machine-cloned') })?.kind).toBe('cloned');
  });

  it('leads from the line of the cloud to Settings', () => {
    const sign = (why: string) => signOf({ cloud: refusing(why), leases: [] }, now);
    expect(sign('machine-cloned')).toMatchObject({ leadsTo: 'settings', code: 'machine-cloned' });
    expect(sign('machine-changed')).toMatchObject({ leadsTo: 'settings' });
    expect(sign('machine-barred')).toMatchObject({ leadsTo: 'check' });
  });
});

describe('the plate', () => {
  const held = heldFrom(pictureRows()[0]!, now);
  const plate = (change: Partial<typeof status>) => {
    const { tally, word } = standingOfMachine({ ...status, leases: [held], ...change });
    return [tally, word];
  };
  it('follows what needs somebody: identity, clock, an offline lease that ends soon', () => {
    expect(plate({ notices: [cloned, clock] })).toEqual(['soon', 'Two with one key']);
    expect(plate({ notices: [changed] })).toEqual(['soon', 'Parts changed']);
    expect(plate({ notices: [clock] })).toEqual(['soon', 'Check the clock']);
    const offline = { ...held, mode: 'offline', leaseEndsAt: now + 3 * day } as const;
    expect(plate({ leases: [offline] })).toEqual(['soon', 'Renew soon']);
    expect(plate({ leases: [{ ...offline, leaseEndsAt: now + 40 * day }] })).toEqual(['on', 'Licensed']);
  });
});

describe('a notice', () => {
  const ends = (what: 'offline-lease' | 'license'): Notice => ({
    ...about,
    kind: 'ends-soon',
    lease: 'S-1',
    license: 'Graphics XR',
    what,
    endsAt: now + 7 * day,
    timeZone: null,
    days: 7,
  });
  it('has the button that leads to its next step', () => {
    expect(signOfNotice(ends('offline-lease'))).toEqual({ tally: 'soon', step: 'offline' });
    expect(signOfNotice(ends('license'))).toEqual({ tally: 'soon', step: 'licenses' });
    expect(signOfNotice(changed)).toEqual({ tally: 'soon', step: 'settings' });
    expect(signOfNotice(cloned)).toEqual({ tally: 'ended', step: 'settings' });
    expect(signOfNotice(clock)).toEqual({ tally: 'soon', step: 'check' });
  });
});

describe('what machines need on the overview', () => {
  it('is what only their managers settle, the longest standing first', () => {
    const needs = machineNeedsOf(linesOfMachines(pictureMachines(), now));
    expect(needs.map(({ why, line }) => [why, line.machine.name])).toEqual([
      ['overdue', 'STAGE-2-TRACK'],
      ['cloned', 'VAULT-EDIT-02'],
      ['changed', 'OB-1-RENDER-04'],
    ]);
  });
});
