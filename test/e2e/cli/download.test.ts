import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Library, ReleaseHere, Shelf } from '#shared/models/release.ts';
import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import { doorOf } from '../../support/owner-door.ts';
import { createTerminalMachine, type Staying, type TerminalMachine } from '../../support/terminal-machine.ts';

const patience = { timeout: 60_000, interval: 200 };
const slow = 65_536;
const windows = '--product graphics --version 25.4.0 --artifacts installer-windows';

/** Real processes, the real embedded cloud with its sample releases, no terminal: as over SSH, or from cron. */
describe('downloads at the terminal', () => {
  let machine: TerminalMachine;
  let stick: string;
  let agent: Staying;

  beforeAll(async () => {
    machine = createTerminalMachine({ GREENROOM_SAMPLE_RELEASES: 'small' });
    stick = join(machine.folder, 'TRUCK2');
    mkdirSync(stick);
    agent = await startAgent();
    await machine.ask('settings update --allow-private-file');
    const { sample } = await machine.ask<{ sample: { email: string; password: string } }>('cloud about show');
    await machine.ask(`session sign-in --email ${sample.email} --password ${sample.password}`);
    await vi.waitFor(async () => {
      const { products } = await machine.ask<Shelf>('release list');
      const versions = products.find(({ product }) => product.id === 'graphics')?.releases.map((one) => one.version);
      expect(versions).toEqual(expect.arrayContaining(['25.4.1', '25.4.0', '25.3.1']));
    }, patience);
  }, 120_000);
  afterAll(() => machine.remove());

  const startAgent = () => machine.start('agent', /Greenroom/, { GREENROOM_DRIVES: stick });
  const owner = async () => (await doorOf(join(machine.folder, 'state'))).client.companion;
  const limit = (bytes: number | null) =>
    machine.ask(`settings update ${bytes === null ? '--no-download-limit' : `--download-limit ${bytes}`}`);
  const list = () => machine.ask<Transfer[]>('download list');
  /** Without a command, which takes its time to start while bytes come in. */
  const onTheirWay = async () => (await (await owner()).download.list({})).filter(({ state }) => state !== 'done');
  const verified = async () => (await onTheirWay())[0]?.verifiedBytes ?? 0;
  const linesOf = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TransferEvent);

  /** The file is what the publisher said, byte for byte. */
  async function isWhole(path: string, version: string, artifact: string): Promise<boolean> {
    const release = await machine.ask<ReleaseHere>(`release show --product graphics --version ${version}`);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    return release.artifacts.find(({ id }) => id === artifact)?.sha256 === sha256;
  }

  it('shows what there is, with plain notes', async () => {
    const all = await machine.run('release list');
    expect(all.out).toContain('25.4.0');
    const one = await machine.run('release show --product graphics --version 25.4.0');
    expect(one.out).toContain('installer-linux');
    for (const { out, error } of [all, one]) expect(out + error).not.toMatch(/[\p{Cc}--\n]|###|\*\*/v);
  });

  it('downloads the installer for this machine, and says where it is', async () => {
    const { exit, out, error } = await machine.run('download start --product graphics --version 25.4.0');
    expect({ exit, error }).toEqual({ exit: 0, error: expect.not.stringContaining('\u001B') });
    const path = out.trim().split('\n').at(-1) ?? '';
    expect(await isWhole(path, '25.4.0', 'installer-linux')).toBe(true);
    expect(existsSync(`${path}.minisig`)).toBe(true);
    expect((await machine.run('library list')).out).toContain('installer-linux');
  });

  it('fetches only what changed of the next version; one line of JSON for each event', async () => {
    const { exit, out } = await machine.run('download start --product graphics --version 25.4.1 --json');
    expect(exit).toBe(0);
    const events = linesOf(out);
    for (const { transfers } of events) expect(transfers).toHaveLength(1);
    const last = events.at(-1)?.transfers[0];
    expect(last).toMatchObject({ state: 'done', version: '25.4.1' });
    expect(last?.fetchedBytes).toBeLessThan((last?.size ?? 0) / 5);
    expect(await isWhole(last?.path ?? '', '25.4.1', 'installer-linux')).toBe(true);
  });

  it('leaves with the code of the failure', async () => {
    const yanked = await machine.run('download start --product graphics --version 25.3.1');
    expect(yanked).toMatchObject({ exit: 4, out: '', error: expect.stringContaining('was taken back') });
    const unknown = await machine.run('download start --product graphics --version 1.0.0 --json');
    expect(unknown).toMatchObject({ exit: 4, value: { error: { code: 'not-found' } } });
  });

  it('is one engine: a window and several terminals that ask for the same follow the same transfer', async () => {
    await limit(slow);
    const { download } = await owner();
    const [byWindow] = await download.start({
      product: 'graphics',
      version: '25.4.0',
      artifacts: ['installer-windows'],
    });
    const lines = Promise.all([
      machine.run(`download start ${windows} --json`),
      machine.run(`download start ${windows} --json`),
    ]);
    await vi.waitFor(async () => expect(await verified()).toBeGreaterThan(0), patience);
    expect((await onTheirWay()).map(({ id }) => id)).toEqual([byWindow?.id]);
    await machine.ask(`download pause --transfer ${byWindow?.id}`);
    await machine.ask(`download resume --transfer ${byWindow?.id}`);
    await limit(null);
    for (const { exit, out } of await lines) {
      expect(exit).toBe(0);
      expect(linesOf(out).at(-1)?.transfers[0]).toMatchObject({ id: byWindow?.id, state: 'done' });
    }
    const [known] = (await list()).filter(({ id }) => id === byWindow?.id);
    expect(await isWhole(known?.path ?? '', '25.4.0', 'installer-windows')).toBe(true);
    await machine.ask(`download cancel --transfer ${byWindow?.id}`);
    expect(existsSync(known?.path ?? '')).toBe(true);
  });

  it('goes on when the owner is killed: whoever follows takes over, and fetches only what is missing', async () => {
    await limit(slow);
    await machine.ask('library remove --product graphics --version 25.4.0 --artifact installer-windows');
    const following = await machine.start(`download start ${windows} --json`, /"state":"running"/);
    await vi.waitFor(async () => expect(await verified()).toBeGreaterThan(300_000), patience);
    const before = await verified();
    await agent.kill('SIGKILL');
    await vi.waitFor(async () => {
      const { owner: now } = await (await owner()).status.show({});
      expect(now.processId).toBe(following.pid);
    }, patience);
    await limit(null);
    const { exit, out } = await following.ended;
    expect(exit).toBe(0);
    const last = linesOf(out).at(-1)?.transfers[0];
    expect(last?.state).toBe('done');
    expect(last?.fetchedBytes).toBeLessThanOrEqual((last?.size ?? 0) - before + 4 * 262_144);
    expect(await isWhole(last?.path ?? '', '25.4.0', 'installer-windows')).toBe(true);
    expect(await list()).toEqual([]);
  });

  it('without anybody else it runs by itself; Ctrl C stops it in good order, and the next command goes on', async () => {
    await limit(slow);
    const name = 'download start --product graphics --version 25.4.0 --artifacts installer-macos,arctic-studio';
    const first = await machine.start(`${name} --detach`, /Running/);
    await vi.waitFor(async () => expect((await owner()).download.list({})).resolves.toHaveLength(2), patience);
    await first.kill('SIGINT');
    const { exit, error } = await first.ended;
    expect(exit).toBe(130);
    expect(error).toContain('this command stays until they are done');
    expect(error).toContain('nothing is fetched twice: greenroom download watch goes on with it');
    expect((await list()).map(({ state }) => state)).toEqual(['queued', 'queued']);
    await limit(null);
    const { exit: end, out } = await machine.run('download resume');
    expect({ end, out }).toEqual({ end: 0, out: expect.stringContaining('arctic-studio') });
  });

  it('puts a release on a stick, and another machine takes it from there, without a network', async () => {
    agent = await startAgent();
    await machine.ask(
      `library save --drive ${stick} --product graphics --version 25.4.0 --artifacts installer-linux --detach`,
    );
    await vi.waitFor(async () => expect((await list()).map(({ state }) => state)).toEqual(['done']), patience);
    const other = createTerminalMachine({ GREENROOM_DRIVES: stick, http_proxy: 'http://127.0.0.1:9' });
    try {
      const [root] = (await machine.ask<{ name: string }[]>('drive list')).length > 0 ? [stick] : [''];
      const trusted = await other.run(`offline trust ${root}/graphics-25.4.0`);
      const [fingerprint] = /([a-z]+-){3}[a-z]+ ([a-z]+-){3}[a-z]+/.exec(trusted.out + trusted.error) ?? [];
      expect((await other.run(`offline trust ${root}/graphics-25.4.0 --fingerprint "${fingerprint}"`)).exit).toBe(0);
      expect((await other.run('library carried')).out).toContain('graphics-25.4.0');
      const { exit, out } = await other.run('library add');
      expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining('complete and verified') });
      const { entries } = await other.ask<Library>('library list');
      expect(entries).toMatchObject([{ artifact: 'installer-linux', version: '25.4.0' }]);
      expect(await isWhole(entries[0]?.path ?? '', '25.4.0', 'installer-linux')).toBe(true);
    } finally {
      await other.remove();
    }
  });
});
