import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Drive } from '#shared/models/offline.ts';
import { freshFolder } from '../../support/machine.ts';
import { doorOf } from '../../support/owner-door.ts';
import { testCloud } from '../../support/signed-files.ts';
import { createTerminalMachine, type TerminalMachine } from '../../support/terminal-machine.ts';

const patience = { timeout: 20_000, interval: 100 };

/** A folder stands for the stick: the same code from the watching on. */
describe('a stick that is plugged in while an agent runs', () => {
  const stick = join(freshFolder(), 'TRUCK2');
  let machine: TerminalMachine;
  beforeAll(async () => {
    machine = createTerminalMachine({ GREENROOM_DRIVES: stick });
    await machine.start('agent --empty', /Greenroom/);
  }, 60_000);
  afterAll(() => machine.remove());

  it('is announced with what is on it, is written, and is gone when it is', async () => {
    const { client } = await doorOf(join(machine.folder, 'state'));
    const seen: Drive[][] = [];
    const stopping = new AbortController();
    const events = await client.companion.status.watch({}, { signal: stopping.signal });
    const watching = (async () => {
      for await (const { changed, status } of events) if (changed.includes('drive')) seen.push(status.drives);
    })().catch(() => undefined);

    mkdirSync(stick);
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject([{ id: stick, label: 'TRUCK2', files: [] }]), patience);
    writeFileSync(join(stick, 'northlight.trust-root'), testCloud().trustRootFile);
    await vi.waitFor(
      () => expect(seen.at(-1)?.[0]?.files).toMatchObject([{ kinds: [{ kind: 'trust-root', count: 1 }] }]),
      patience,
    );
    const files = await client.companion.drive.read({ drive: stick });
    const { saved } = await client.companion.drive.save({ drive: stick, files: [{ name: 'b/c.license', text: 'x' }] });
    expect(saved).toEqual(['b-c.license']);
    expect(files).toMatchObject([{ name: 'northlight.trust-root' }]);
    rmSync(stick, { recursive: true });
    await vi.waitFor(() => expect(seen.at(-1)).toEqual([]), patience);
    await expect(client.companion.drive.read({ drive: stick })).rejects.toMatchObject({ code: 'drive-gone' });
    await expect(client.companion.drive.read({ drive: '/etc' })).rejects.toMatchObject({ code: 'drive-gone' });
    stopping.abort();
    await watching;
  });
});
