import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';
import { createTerminalMachine, type TerminalMachine } from '../../support/terminal-machine.ts';

const patience = { timeout: 30_000, interval: 200 };

describe('a container with a room code', () => {
  let cloud: SampleCloud;
  let manager: TerminalMachine;
  let container: TerminalMachine;
  let license: LicenseRow;
  let code: string;

  const connect = async (machine: TerminalMachine) => {
    const { fingerprint } = await machine.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
    await machine.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
  };
  beforeAll(async () => {
    cloud = await startSampleCloud();
    [manager, container] = [createTerminalMachine(), createTerminalMachine()];
    await connect(manager);
    await manager.ask('settings update --allow-private-file');
    const { sample } = await manager.ask<{ sample: { email: string; password: string } }>('cloud about show');
    await manager.ask(`session sign-in --email ${sample.email} --password ${sample.password}`);
    const rows = await manager.ask<LicenseRow[]>('license list');
    const found = rows.find(({ availability, kind }) => availability === 'free' && kind === 'floating');
    if (!found) throw new Error('the sample has no floating license with a free seat');
    license = found;
    ({ code } = await manager.ask<{ code: string }>(`cloud room create --license ${license.id} --hours 1 --uses 2`));
    await connect(container);
  }, 120_000);
  afterAll(async () => {
    await container?.remove();
    await manager?.remove();
    await cloud?.stop();
  });

  const seats = async () => (await manager.ask<LicenseRow>(`cloud license show --license ${license.id}`)).leases;
  const check = () => container.run(`check --product ${license.product.id} --edition ${license.edition.id}`);

  it('takes a seat in nobody’s name, keeps it, and gives it back when it is stopped', async () => {
    const before = (await seats()).length;
    const agent = await container.start('agent', /A seat of .* is taken with a room code/, { GREENROOM_ROOM: code });
    expect(await seats()).toHaveLength(before + 1);
    expect((await seats()).at(-1)).toMatchObject({ person: null, mode: 'online' });
    const [lease] = await container.ask<HeldLease[]>('license held');
    expect(lease).toMatchObject({ license: license.id, person: null, standing: 'valid' });
    expect((await check()).exit).toBe(0);
    const [renewed] = await container.ask<HeldLease[]>('license heartbeat');
    expect(renewed?.id).toBe(lease?.id);
    await agent.kill('SIGTERM');
    expect(await seats()).toHaveLength(before);
    expect((await check()).exit).toBe(12);
  });

  it('with a code that is not known, it says so and goes on as an agent without a license', async () => {
    const agent = await container.start('agent --room NOPE-NOPE-NOPE', /Ask a Manager for a new one/);
    await vi.waitFor(async () => expect(await container.ask<HeldLease[]>('license held')).toEqual([]), patience);
    await agent.kill('SIGTERM');
  });
});
