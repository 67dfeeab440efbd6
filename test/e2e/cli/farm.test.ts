import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LicenseRow } from '#shared/models/license.ts';
import type { MachinePage } from '#shared/models/machine-view.ts';
import { freshFolder } from '../../support/machine.ts';
import { offlineHost } from '../../support/offline-host.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';
import { createTerminalMachine, type TerminalMachine } from '../../support/terminal-machine.ts';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url).pathname;
/** The loop as the documentation has it. */
const [, loop = ''] = /```sh farm\n([\s\S]+?)```/.exec(readFileSync(at('main/hosts/README.md'), 'utf8')) ?? [];
const nodes = ['node-01', 'node-02', 'node-03'];
const host = offlineHost();

describe(`a farm is one shell loop, its nodes ${host.how}`, () => {
  let cloud: SampleCloud;
  let here: TerminalMachine;
  const folder = freshFolder();
  const bin = join(folder, 'bin');

  function script(name: string, ...lines: string[]): void {
    writeFileSync(join(bin, name), `#!/bin/sh\n${lines.join('\n')}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  /** What `ssh` does as far as this goes: the words again through a shell, with the folders of that node and no network. */
  beforeAll(async () => {
    mkdirSync(bin);
    script('greenroom', `exec ${process.execPath} ${at('main/hosts/cli/main.ts')} "$@"`);
    script(
      'ssh',
      `node=$1; shift`,
      `export GREENROOM_STATE=${folder}/$node/state GREENROOM_CONFIG=${folder}/$node/config`,
      `exec ${[...host.within, 'sh', '-c'].join(' ')} "$*"`,
    );
    cloud = await startSampleCloud();
    here = createTerminalMachine();
    const { fingerprint } = await here.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
    await here.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
    await here.ask('settings update --allow-private-file');
    const about = await here.ask<{ trustRoot: string; sample: { email: string; password: string } }>(
      'cloud about show',
    );
    await here.ask(`session sign-in --email ${about.sample.email} --password ${about.sample.password}`);
    writeFileSync(join(folder, 'northlight.trust-root'), about.trustRoot);
    writeFileSync(join(folder, 'nodes.txt'), `${nodes.join('\n')}\n`);
  }, 120_000);
  afterAll(async () => {
    await here?.remove();
    await cloud?.stop();
  });

  const onNode = (node: string, line: string) =>
    execFileSync('sh', ['-c', `ssh ${node} "greenroom ${line}"`], { encoding: 'utf8', env: environment() });
  const environment = () => ({
    ...process.env,
    ...host.environment,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    GREENROOM_STATE: join(here.folder, 'state'),
    GREENROOM_CONFIG: join(here.folder, 'config'),
    // The loop's own machine reaches its cloud; only the nodes do not.
    NO_PROXY: '127.0.0.1',
  });

  it('as documented: every node is licensed, and a second run takes no second seat', async () => {
    expect(loop).toContain('ssh "$node" greenroom offline');
    const rows = await here.ask<LicenseRow[]>('license list');
    const free = rows
      .filter(({ product }) => product.id === 'graphics')
      .reduce((sum, { seats, leases }) => sum + seats - leases.length, 0);
    expect(free).toBeGreaterThanOrEqual(nodes.length);
    const { fingerprint } = await here.ask<{ fingerprint: string }>('cloud about show');
    const run = () =>
      execFileSync('sh', ['-euc', loop], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...environment(), words: fingerprint },
      });
    const said = run();
    expect(said).toContain('3 licenses, 0 refused.');
    expect(said.match(/License file number \d+ is in use on this machine\./g)).toHaveLength(nodes.length);
    for (const node of nodes) expect(onNode(node, 'check --product graphics')).toContain('is licensed on this machine');

    const taken = async () =>
      (await here.ask<MachinePage>(`cloud machine list --organization ${rows[0]?.organization.id}`)).machines
        .flatMap(({ leases }) => leases)
        .filter(({ mode }) => mode === 'offline').length;
    const before = await taken();
    // The file of before is answered as before; the new requests of the same nodes renew what they have.
    expect(run()).toContain('6 licenses, 0 refused.');
    expect(await taken()).toBe(before);
    for (const node of nodes) expect(onNode(node, 'check --product graphics')).toContain('is licensed on this machine');
  });
});
