import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkProduct } from '#main/hosts/check/index.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import type { CloudStatus, HeldLease, Status } from '#shared/models/status.ts';
import { doorOf } from '../../support/owner-door.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';
import { createTerminalMachine, type Staying, type TerminalMachine } from '../../support/terminal-machine.ts';

const patience = { timeout: 30_000, interval: 100 };

describe('several hosts of one machine, with a real cloud', () => {
  let cloud: SampleCloud;
  let machine: TerminalMachine;
  let id: string;
  let lease: HeldLease;
  let key: string;
  const hosts = new Map<Status['owner']['host'], Pick<Staying, 'kill'>>();

  const file = (...path: string[]) => readFileSync(join(machine.folder, ...path), 'utf8');
  const owner = async () => (await doorOf(join(machine.folder, 'state'))).client.companion;
  /** How many calls of this machine the cloud has taken. */
  async function callsTaken(): Promise<number> {
    const row = await cloud.store.db.selectFrom('machine').select('counter').where('id', '=', id).executeTakeFirst();
    return row?.counter ?? 0;
  }
  const leasesAtCloud = () =>
    cloud.store.db
      .selectFrom('lease')
      .select('id')
      .where('machine_id', '=', id)
      .where('ended_at', 'is', null)
      .execute();

  beforeAll(async () => {
    [cloud, machine] = [await startSampleCloud(), createTerminalMachine()];
    const { fingerprint } = await machine.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
    await machine.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
    await machine.ask('settings update --allow-private-file');
    const { sample } = await machine.ask<{ sample: { email: string; password: string } }>('cloud about show');
    await machine.ask(`session sign-in --email ${sample.email} --password ${sample.password}`);
    const rows = await machine.ask<LicenseRow[]>('license list');
    const free = rows.find(({ availability, endsAt }) => availability === 'free' && !endsSoon(endsAt, Date.now()));
    lease = await machine.ask(`license pick --license ${free?.id}`);
    ({ id } = await machine.ask<{ id: string }>('machine show'));
    key = file('state', 'machine.key');
  }, 240_000);
  afterAll(async () => {
    for (const host of hosts.values()) await host.kill('SIGTERM');
    await machine.remove();
    await cloud.stop();
  }, 60_000);

  it('beats once, however many hosts there are', async () => {
    const before = await callsTaken();
    hosts.set('agent', await machine.startAgent());
    await vi.waitFor(async () => expect(await callsTaken()).toBe(before + 1), patience);
    const page = await startLocalPage({
      GREENROOM_STATE: join(machine.folder, 'state'),
      GREENROOM_CONFIG: join(machine.folder, 'config'),
    });
    hosts.set('web', { kill: (signal) => page.stop(signal) });
    hosts.set('command', await machine.start('status watch --json', /"host":"agent"/));
    await sleep(1_000);
    expect(await callsTaken()).toBe(before + 1);
    await machine.ask('license heartbeat');
    expect(await callsTaken()).toBe(before + 2);
    expect((await machine.ask<Status>('status show')).owner.host).toBe('agent');
  });

  it.each([1, 2])('killed in the middle of its work, it is followed by one of the others (%i)', async () => {
    const { status, license } = await owner();
    const before = await status.show({});
    let beats = 0;
    const beating = Array.from({ length: 20 }, async () => {
      for (;;) {
        await license.heartbeat({});
        beats += 1;
      }
    });
    const lost = Promise.allSettled(beating);
    await vi.waitFor(() => expect(beats).toBeGreaterThan(0), patience);
    await hosts.get(before.owner.host)?.kill('SIGKILL');
    hosts.delete(before.owner.host);
    await lost;

    const after = await vi.waitFor(async () => {
      const now = await (await owner()).status.show({});
      expect([...hosts.keys()]).toContain(now.owner.host);
      expect(now.lastHeartbeatAt).not.toBeNull();
      return now;
    }, patience);
    expect(after).toMatchObject({ machine: { id }, session: { state: 'signed-in' }, notices: [] });
    expect(after.leases).toMatchObject([{ id: lease.id, license: lease.license, standing: 'valid' }]);
    expect(await leasesAtCloud()).toEqual([{ id: lease.id }]);

    const taken = await callsTaken();
    expect(JSON.parse(file('state', 'machine.json'))).toMatchObject({ counter: taken });
    expect(file('state', 'machine.key')).toBe(key);
    const question = { product: lease.product.id, edition: lease.edition.id };
    const { verdict } = checkProduct(question, { folders: [join(machine.folder, 'state')] });
    expect(verdict).toBe('licensed');
    expect(JSON.parse(file('config', 'settings.json'))).toMatchObject({ version: 1, cloudUrl: cloud.url });
  });
});

describe('the embedded cloud of a machine', () => {
  let machine: TerminalMachine;
  beforeAll(() => {
    machine = createTerminalMachine();
  });
  afterAll(() => machine.remove());

  const address = async () => (await machine.ask<CloudStatus>('connection show')).url;
  const cloudOf = (owner: Staying) => {
    const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const found = lines.find(
      (line) => Number(line.trim().split(/\s+/)[1]) === owner.pid && line.includes('--embedded'),
    );
    return Number(found?.trim().split(/\s+/)[0]);
  };
  const isThere = (url: string) =>
    fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );

  it('starts again when it died, and ends with its owner, however that ends', async () => {
    const owner = await machine.start('agent --empty', /Greenroom/);
    const { cloud } = await machine.ask<{ cloud: string }>('cloud about show');
    const first = cloudOf(owner);
    process.kill(first, 'SIGKILL');
    // Whoever asks for it starts it again: its address may be there when its process is gone.
    await vi.waitFor(() => expect(() => process.kill(first, 0)).toThrow('ESRCH'), patience);
    expect(await machine.ask('cloud about show')).toMatchObject({ cloud });
    expect(cloudOf(owner)).not.toBe(first);

    const next = await machine.start('agent --empty', /Greenroom/);
    await owner.kill('SIGKILL');
    await vi.waitFor(async () => {
      const { client } = await doorOf(join(machine.folder, 'state'));
      expect((await client.companion.status.show({})).owner.processId).toBe(next.pid);
    }, patience);
    expect(await machine.ask('cloud about show')).toMatchObject({ cloud });
    expect(cloudOf(next)).toBeGreaterThan(0);
    const last = await address();
    await next.kill('SIGKILL');
    await vi.waitFor(async () => expect(await isThere(last)).toBe(false), patience);
  });
});
