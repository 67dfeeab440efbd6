import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createForwardingRouter } from '#main/forwarding.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import type { CloudStatus } from '#shared/models/status.ts';
import { createFakeTerminal } from '../../support/fake-terminal.ts';
import { doorOf } from '../../support/owner-door.ts';
import { signedInElsewhere } from '../../support/sample-cloud.ts';
import { createTerminalMachine, type TerminalMachine } from '../../support/terminal-machine.ts';

const withoutBrowser = { PATH: dirname(process.execPath) };

/** What needs somebody at the terminal, or no browser: real processes and a real cloud all the same. */
describe('at the terminal', () => {
  let machine: TerminalMachine;
  beforeAll(async () => {
    machine = createTerminalMachine();
    await machine.start('agent', /Greenroom/, withoutBrowser);
    await machine.ask('settings update --allow-private-file');
  }, 60_000);
  afterAll(() => machine.remove());

  /** A command as somebody types it. */
  async function typed(line: string) {
    const terminal = createFakeTerminal({ answers: ['nothing is asked'] });
    const { client, link } = await doorOf(join(machine.folder, 'state'));
    const router = createForwardingRouter(link);
    const exit = runCommandLine(line.split(' '), terminal, async () => ({
      role: () => 'door',
      router,
      client,
      link,
      stop: async () => {},
    }));
    const code = await vi.waitFor(
      () => {
        const [shown] = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(terminal.complained()) ?? [];
        if (!shown) throw new Error(`no code: ${terminal.complained()}`);
        return shown;
      },
      { timeout: 20_000 },
    );
    return { exit, code, terminal };
  }
  const elsewhere = async () => signedInElsewhere((await machine.ask<CloudStatus>('connection show')).url);

  it('signs in with a code that somebody approves elsewhere', async () => {
    const { exit, code, terminal } = await typed('session sign-in');
    const cloud = await elsewhere();
    expect(await cloud.device.show({ userCode: code })).toMatchObject({ platform: expect.any(String) });
    await cloud.device.decide({ userCode: code, approve: true });
    expect(await exit).toBe(0);
    expect(terminal.said()).toContain('Signed in as Ingrid Aas');
    expect(await machine.ask('status show')).toMatchObject({ session: { state: 'signed-in' } });
  });

  it('says so when it was refused', async () => {
    await machine.ask('session sign-out');
    const { exit, code, terminal } = await typed('session sign-in');
    await (await elsewhere()).device.decide({ userCode: code, approve: false });
    expect(await exit).toBe(3);
    expect(terminal.complained()).toContain('The sign-in was refused in the browser.');
  });

  it('opens as a page, and prints the address where there is no browser', async () => {
    const { said } = await machine.start('open', /http:\/\/\S+/, withoutBrowser);
    const { origin, hash } = new URL(said);
    const entered = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code: new URLSearchParams(hash.slice(1)).get('code') }),
    });
    expect(entered.status).toBe(204);
    const [cookie = ''] = entered.headers.getSetCookie();
    const status = await fetch(`${origin}/rpc/companion/status/show`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie: cookie.split(';')[0] ?? '' },
      body: '{"json":{}}',
    });
    expect(await status.json()).toMatchObject({ json: { owner: { host: 'agent' } } });
  });
});
