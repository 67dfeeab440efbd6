import { describe, expect, it } from 'vitest';
import { hour } from '#shared/models/time.ts';
import { signOf } from '../../../renderer/state/cloud-sign.ts';
import { pictureRows, pictureTime as now } from '../../support/fake-api/data.ts';
import { createWorld, heldFrom } from '../../support/fake-api/world.ts';

const { status } = createWorld(now);
const held = heldFrom(pictureRows()[0]!, now);
const cloud = (state: 'unreachable' | 'refused', why: string | null) => ({ ...status.cloud, state, why });

describe('the sign of the cloud', () => {
  it('is not there when all is well', () => {
    expect(signOf({ cloud: status.cloud, leases: [held] }, now)).toBeNull();
  });

  it('is calm while a lease is good: nothing to do', () => {
    const sign = signOf({ cloud: cloud('unreachable', 'cloud-unreachable'), leases: [held] }, now + hour);
    expect(sign?.sentence).toBe('The cloud cannot be reached. Graphics XR is good for 23 more hours. Nothing to do.');
    expect(sign?.tally).toBe('soon');
  });

  it('has five different sentences for five different states', () => {
    const sentences = [
      signOf({ cloud: cloud('unreachable', 'cloud-unreachable'), leases: [held] }, now),
      signOf({ cloud: cloud('refused', 'machine-barred'), leases: [held] }, now),
      signOf({ cloud: cloud('refused', 'license-revoked'), leases: [held] }, now),
      signOf({ cloud: status.cloud, leases: [{ ...held, standing: 'ended' }] }, now),
      signOf({ cloud: status.cloud, leases: [{ ...held, standing: 'lease-grace', graceEndsAt: now + hour }] }, now),
      signOf({ cloud: status.cloud, leases: [{ ...held, standing: 'unassign-grace' }] }, now),
    ].map((sign) => sign?.sentence);
    expect(new Set(sentences).size).toBe(6);
    expect(sentences).not.toContain(undefined);
  });

  it('never calls a broken line a refusal, and leads to where it can be mended', () => {
    const tls = signOf({ cloud: cloud('unreachable', 'cloud-untrusted-tls'), leases: [] }, now);
    expect(tls).toMatchObject({ kind: 'unreachable', leadsTo: 'settings', code: 'cloud-untrusted-tls' });
    expect(signOf({ cloud: cloud('refused', 'cloud-changed'), leases: [] }, now)).toMatchObject({ kind: 'refused' });
  });
});
