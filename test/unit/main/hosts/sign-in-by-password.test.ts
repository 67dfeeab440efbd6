import { createORPCClient } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createDirectLink } from '#main/forwarding.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import type { CompanionClient } from '#main/owner.ts';
import { Failure } from '#shared/errors.ts';
import { createFakeCompanion } from '../../../support/fake-companion.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';

const who = {
  person: { id: 'P-1', name: 'Jo Berg', email: 'jo@northlight.example' },
  isVendor: false,
  memberships: [],
  sessionExpiresAt: 1,
};
const step = (...methods: string[]) => ({ state: 'second-step', challenge: 'c-1', methods, expiresAt: 1 });
const line = 'session sign-in --email jo@northlight.example --password swordfish';

/** Signs in where the right code is 123456 or K7QF2-M9DXW, and every code is written down. */
async function signIn(typed: string, methods: string[], terminal = createFakeTerminal()) {
  const given: unknown[] = [];
  let left = 5;
  const { router } = createFakeCompanion({
    'session.signIn': (input) => (given.push(input), step(...methods)),
    'session.confirm': (input) => {
      given.push(input);
      const { code } = input as { code: string };
      if (code !== '123456' && code !== 'K7QF2-M9DXW') throw new Failure('wrong-code', { left: --left });
      return who;
    },
    'session.sendCode': (input) => (given.push(input), {}),
  });
  const link = createDirectLink(router);
  const client = createORPCClient<CompanionClient>(link);
  const ownership = { role: () => 'owner' as const, router, client, link, stop: async () => {} };
  const exit = await runCommandLine(typed.split(' '), terminal, async () => ownership);
  return { exit, given: given.slice(1), out: terminal.said(), error: terminal.complained() };
}

describe('A5: a second step in the terminal', () => {
  it('A5: asks for the code where somebody sits there, and again after a wrong one', async () => {
    const terminal = createFakeTerminal({ answers: ['000000', '123456'] });
    const { exit, given, out, error } = await signIn(line, ['totp', 'recovery'], terminal);
    expect(exit).toBe(0);
    expect(given).toEqual([
      { challenge: 'c-1', method: 'totp', code: '000000' },
      { challenge: 'c-1', method: 'totp', code: '123456' },
    ]);
    expect(error).toContain('4 tries are left');
    expect(out).toContain('Jo Berg');
  });

  it('A5: a recovery code is known by its looks; a mail is asked for where codes come by mail', async () => {
    const recovery = await signIn(line, ['totp', 'recovery'], createFakeTerminal({ answers: ['K7QF2-M9DXW'] }));
    expect(recovery.given).toEqual([{ challenge: 'c-1', method: 'recovery', code: 'K7QF2-M9DXW' }]);
    const mailed = await signIn(`${line} --json`, ['mail', 'recovery'], createFakeTerminal({ answers: ['123456'] }));
    expect(mailed.given).toEqual([{ challenge: 'c-1' }, { challenge: 'c-1', method: 'mail', code: '123456' }]);
    expect(JSON.parse(mailed.out)).toEqual({ state: 'signed-in', ...who });
  });

  it('A5: gives up after the last try', async () => {
    const answers = ['000001', '000002', '000003', '000004', '000005', '123456'];
    const { exit, given, error } = await signIn(line, ['totp'], createFakeTerminal({ answers }));
    expect(exit).toBe(3);
    expect(given).toHaveLength(5);
    expect(error).toContain('Start again');
  });

  it('A5: asks nothing where nobody sits there, and says what to do', async () => {
    const app = await signIn(line, ['totp', 'recovery']);
    expect(app).toMatchObject({ exit: 3, out: '', given: [] });
    expect(app.error).toContain('--code');
    const mail = await signIn(`${line} --json`, ['mail']);
    expect(JSON.parse(mail.out)).toMatchObject({
      error: { code: 'code-needed', details: { challenge: 'c-1', methods: ['mail'] } },
    });
    expect(mail.out).toContain('send-code --challenge c-1');
  });
});
