import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LicenseRow } from '#shared/models/license.ts';
import type { MachinePage } from '#shared/models/machine-view.ts';
import type { IntakeAnswer, InspectedFile, OpenReturn } from '#shared/models/offline.ts';
import type { HeldLease, Status } from '#shared/models/status.ts';
import { day } from '#shared/models/time.ts';
import { networkSeenIn, offlineHost } from '../support/offline-host.ts';
import { report } from '../support/promise.ts';
import { type SampleCloud, startSampleCloud } from '../support/sample-cloud.ts';
import { createTerminalMachine, type TerminalMachine } from '../support/terminal-machine.ts';

const host = offlineHost();
/** Nothing else goes between the two machines. */
const stick = mkdtempSync(join(tmpdir(), 'greenroom-stick-'));
const files = (extension: string) => readdirSync(stick).filter((name) => name.endsWith(extension));

interface Answered {
  rows: (IntakeAnswer & { saved: string | null })[];
  counts: Record<'issued' | 'receipts' | 'noted' | 'failed', number>;
}
interface Applied {
  leases: HeldLease[] | null;
  sequence: number | null;
  receipts: OpenReturn[];
  saved: string | null;
}

describe(`R1 offline is offline, ${host.how}`, () => {
  let cloud: SampleCloud;
  let connected: TerminalMachine;
  let airGapped: TerminalMachine;
  let row: LicenseRow;
  let begun: number;

  beforeAll(async () => {
    begun = performance.now();
    cloud = await startSampleCloud();
    connected = createTerminalMachine();
    airGapped = createTerminalMachine({ ...host.environment, GREENROOM_DRIVES: stick }, host.within);
    const { fingerprint } = await connected.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
    await connected.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
    await connected.ask('settings update --allow-private-file');
    const { sample } = await connected.ask<{ sample: { email: string; password: string } }>('cloud about show');
    await connected.ask(`session sign-in --email ${sample.email} --password ${sample.password}`);
    const rows = await connected.ask<LicenseRow[]>('license list');
    const { current } = await connected.ask<{ current: string }>('organization list');
    const free = rows.find((one) => one.availability === 'free' && one.organization.id === current);
    if (!free) throw new Error('the sample has nothing free');
    row = free;
    await airGapped.ask('machine rename --name OB-2-RENDER-07');
  }, 120_000);
  afterAll(async () => {
    await airGapped?.remove();
    await connected?.remove();
    await cloud?.stop();
  });

  const check = async () => {
    const { exit } = await airGapped.run(`check --product ${row.product.id} --edition ${row.edition.id}`);
    return exit;
  };
  /** By this machine, as the cloud sees it. */
  const seatsTaken = async () => {
    const { machines } = await connected.ask<MachinePage>(`cloud machine list --organization ${row.organization.id}`);
    return machines.filter(({ name }) => name === 'OB-2-RENDER-07').flatMap(({ leases }) => leases).length;
  };
  const intake = () => connected.ask<Answered>(`offline intake ${stick}`);
  const apply = () => airGapped.ask<Applied>(`offline apply ${stick}`);

  it.skipIf(host.within.length === 0)('no network exists for that machine', () => {
    const seen = networkSeenIn(host, `${cloud.url}/health/live`);
    expect(seen.interfaces).toEqual([]);
    expect(seen.reaches).not.toMatch(/^\d/);
    expect(networkSeenIn({ ...host, within: [] }, `${cloud.url}/health/live`).reaches).toBe('200');
  });

  it('trusts its cloud by a file, after the words were compared', async () => {
    expect((await airGapped.run(`offline request --to ${stick}`)).error).toContain('does not know its cloud yet');
    const about = await connected.ask<{ trustRoot: string; fingerprint: string }>('cloud about show');
    writeFileSync(join(stick, 'northlight.trust-root'), about.trustRoot);
    const shown = await airGapped.run(`offline trust ${join(stick, 'northlight.trust-root')}`);
    expect(shown.exit).toBe(2);
    expect(shown.out).toContain(about.fingerprint);
    const wrong = await airGapped.run(`offline trust ${stick} --fingerprint "some other words"`);
    expect(wrong).toMatchObject({ exit: 4, error: expect.stringContaining('The fingerprints differ') });
    await airGapped.ask(`offline trust ${stick} --fingerprint "${about.fingerprint}"`);
  });

  it('asks, is answered, and is licensed', async () => {
    expect(await check()).toBe(12);
    const product = `--product ${row.product.id} --edition ${row.edition.id}`;
    await airGapped.ask(`offline request ${product} --days 30 --to ${stick}`);
    expect(files('.license-request')).toHaveLength(1);
    const [looked] = await connected.ask<InspectedFile[]>(`inspect ${join(stick, files('.license-request')[0] ?? '')}`);
    expect(looked).toMatchObject({
      kind: 'license-request',
      isGenuine: true,
      about: { machine: { name: 'OB-2-RENDER-07' } },
    });

    const answered = await intake();
    expect(answered.counts).toEqual({ issued: 1, receipts: 0, noted: 0, failed: 0 });
    expect(files('.license')).toHaveLength(1);
    expect(await seatsTaken()).toBe(1);

    const drives = await airGapped.run('drive list');
    expect(drives.out).toContain('this machine');
    const applied = await apply();
    expect(applied.leases).toMatchObject([{ mode: 'offline', standing: 'valid', product: { id: row.product.id } }]);
    const days = ((applied.leases?.[0]?.leaseEndsAt ?? 0) - Date.now()) / day;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(31.1);
    expect(await check()).toBe(0);
  });

  it('renews, without returning first, and confirms on the way', async () => {
    await airGapped.ask(`offline request --purpose renew --days 60 --to ${stick}`);
    const answered = await intake();
    expect(answered.counts).toMatchObject({ issued: 2, failed: 0 });
    const applied = await apply();
    const days = ((applied.leases?.[0]?.leaseEndsAt ?? 0) - Date.now()) / day;
    expect(days).toBeGreaterThan(59);
    expect(await check()).toBe(0);
    await airGapped.ask(`offline acknowledge --to ${stick}`);
    expect((await intake()).counts).toMatchObject({ noted: 1, failed: 0 });
  });

  it('gives the license back with proof, and hears that the seat is free', async () => {
    await airGapped.ask(`offline return --to ${stick}`);
    expect(files('.return-proof')).toHaveLength(1);
    expect(await check()).toBe(12);
    expect(await seatsTaken()).toBe(1);
    // The answers on the stick bring nothing back.
    expect((await airGapped.run(`offline apply ${stick}`)).exit).toBe(4);
    expect(await check()).toBe(12);

    expect((await intake()).counts).toMatchObject({ receipts: 1 });
    expect(files('.return-receipt')).toHaveLength(1);
    expect(await seatsTaken()).toBe(0);
    const applied = await apply();
    expect(applied.receipts).toMatchObject([{ receiptAt: expect.any(Number) }]);
    const { offline } = await airGapped.ask<Status>('status show');
    expect(offline).toMatchObject({ requests: [], returns: [{ receiptAt: expect.any(Number) }] });
    expect(await check()).toBe(12);
    expect(await airGapped.ask('license held')).toEqual([]);
  });

  it('comes to this', () => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    report(`R1: the whole round trip ${host.how}, ${readdirSync(stick).length} files on the stick, ${seconds} s`);
    expect(readdirSync(stick).some((name) => name.endsWith('.tmp'))).toBe(false);
  });
});
