import { createORPCClient } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createDirectLink } from '#main/forwarding.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import { licenses } from '#main/hosts/cli/views/licenses.ts';
import { createStyle } from '#main/hosts/cli/views/style.ts';
import { table } from '#main/hosts/cli/views/table.ts';
import type { CompanionClient } from '#main/owner.ts';
import { createFakeCompanion } from '../../../support/fake-companion.ts';
import { testRow } from '../../../support/fake-cloud.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';

type Answers = Parameters<typeof createFakeCompanion>[0];

async function run(line: string, answers: Answers = {}, terminal = createFakeTerminal()) {
  const { router } = createFakeCompanion(answers);
  const link = createDirectLink(router);
  const client = createORPCClient<CompanionClient>(link);
  const ownership = { role: () => 'owner' as const, router, client, link, stop: async () => {} };
  const exit = await runCommandLine(line.split(' ').filter(Boolean), terminal, async () => ownership);
  return { exit, out: terminal.said(), error: terminal.complained() };
}

describe('the terminal', () => {
  it('lists everything without words, and explains one command with an example', async () => {
    const all = await run('');
    expect(all).toMatchObject({ exit: 0, error: '' });
    for (const command of ['check', 'agent', 'open', 'license pick', 'cloud lease release'])
      expect(all.out).toContain(command);
    expect(all.out).not.toContain('cloud session issue-token');
    expect((await run('license --help')).out).toContain('license release');
    expect((await run('license pick --help')).out).toContain('Example: greenroom license pick --license L-1');
    expect((await run('agent --help')).out).toContain('--empty');
  });
  it('names what was probably meant, and leaves with the code of bad input', async () => {
    expect(await run('licence list')).toMatchObject({
      exit: 2,
      out: '',
      error: expect.stringContaining('did you mean'),
    });
    expect((await run('license list --skope mine')).error).toContain('--scope');
    expect((await run('licens list')).error).toContain('used: licens: unknown command; did you mean “license”?\n');
    expect((await run('license list mine')).error).toContain('used: mine: not expected here');
  });
  it('says failures in a sentence and a next step, and leaves with their code', async () => {
    const answers: Answers = {
      'license.pick': () => {
        throw new Failure('no-free-seat', { license: 'Graphics XR', seats: 6 });
      },
    };
    const { exit, out, error } = await run('license pick --license L-1', answers);
    expect({ exit, out }).toEqual({ exit: 4, out: '' });
    expect(error).toContain('All 6 seats of Graphics XR are in use.\n');
    expect(JSON.parse((await run('license pick --license L-1 --json', answers)).out)).toMatchObject({
      error: { code: 'no-free-seat', details: { seats: 6 } },
    });
  });
  it('names fields as flags where a person reads', async () => {
    const answers: Answers = {
      'license.pick': () => {
        throw new Failure('invalid-input', { problems: [{ field: 'endsAt', problem: 'too late' }] });
      },
    };
    expect((await run('license pick', answers)).error).toContain('--ends-at: too late');
  });
  it('reads a password from standard input, asks for it where somebody sits there, and never otherwise', async () => {
    const answers: Answers = {
      'session.signIn': (input) => {
        throw new Failure('invalid-input', { problems: [{ field: '', problem: JSON.stringify(input) }] });
      },
    };
    const line = 'session sign-in --email jo@northlight.example';
    const piped = await run(`${line} --password -`, answers, createFakeTerminal({ stdin: 'swordfish\n' }));
    expect(piped.error).toContain('"password":"swordfish"');
    const asked = await run(line, answers, createFakeTerminal({ answers: ['typed unseen'] }));
    expect(asked.error).toContain('"password":"typed unseen"');
    expect((await run(line, answers)).error).not.toContain('password');
  });
  it('A3: asks for the old and the new password, or reads both from standard input; neither has to be on the line', async () => {
    const answers: Answers = {
      'account.changePassword': (input) => {
        throw new Failure('invalid-input', { problems: [{ field: '', problem: JSON.stringify(input) }] });
      },
    };
    const line = 'cloud account change-password';
    const both = '{"oldPassword":"swordfish","newPassword":"a longer swordfish"}';
    const asked = createFakeTerminal({ answers: ['swordfish', 'a longer swordfish'] });
    expect((await run(line, answers, asked)).error).toContain(both);
    const piped = createFakeTerminal({ stdin: 'swordfish\na longer swordfish\n' });
    expect((await run(`${line} --old-password - --new-password -`, answers, piped)).error).toContain(both);
    expect((await run(line, answers)).error).not.toContain('swordfish');
  });
  it('takes the whole input as JSON, and flags win', async () => {
    const answers: Answers = { 'machine.rename': (input) => input };
    const terminal = createFakeTerminal({ stdin: '{"name":"OB-1"}' });
    expect((await run('machine rename --input - --json', answers, terminal)).out).toBe('{"name":"OB-1"}\n');
    expect((await run('machine rename --input nowhere.json', answers)).exit).toBe(2);
    expect((await run('machine rename --input -', answers, createFakeTerminal({ stdin: '[1]' }))).error).toContain(
      'JSON',
    );
  });
  it('does not let names drive the terminal', async () => {
    const { out } = await run('machine show', { 'machine.show': () => ({ name: 'OB\u001B[2J-1' }) });
    expect(out).not.toContain('\u001B');
  });
  it('nor what a file says about itself, where that is refused', async () => {
    const refusal = { code: 'other-machine', found: 'EVIL\u001b[2J', here: 'RENDER-03' } as const;
    const throws = () => {
      throw new Failure('file-refused', { refusal });
    };
    const { error } = await run('license pick --license L-1', { 'license.pick': throws });
    expect(error).toContain('EVIL');
    expect(error).not.toContain('\u001b');
  });
});

describe('looks', () => {
  it('aligns columns, also with colours and wide letters', () => {
    const colors = createStyle({ hasColors: true });
    const rows = table(
      { headings: ['A', 'B'] },
      [
        [colors.tally('here', 'x'), '1'],
        ['日本', '2'],
      ],
      'nothing',
      createStyle({ hasColors: false }),
    );
    expect(rows.split('\n').map((row) => row.trimEnd())).toEqual([
      'A     B',
      '\u001B[32m●\u001B[0m x   1',
      '日本  2',
      '',
    ]);
    expect(table({ headings: ['A'] }, [], 'nothing', colors)).toBe('nothing\n');
  });
  it('fits a narrow terminal: a column is cut, left out, or the rows stand below each other', () => {
    const rows = [
      ['Graphics XR', 'OB-1-RENDER-01', 'L-1'],
      ['Keyer Live', '', 'L-2'],
    ];
    const columns = { headings: ['LICENSE', 'IN USE ON', 'ID'], givesWay: 1 };
    const at = (width: number) =>
      table(columns, rows, '', createStyle({ hasColors: false, width }))
        .trimEnd()
        .split('\n');
    expect(at(32)[1]).toBe('Graphics XR  OB-1-RENDER-01  L-1');
    expect(at(28)[1]).toBe('Graphics XR  OB-1-REND…  L-1');
    expect(at(20)).toEqual(['LICENSE      ID', 'Graphics XR  L-1', 'Keyer Live   L-2']);
    expect(at(15)).toEqual(['License  Graphics XR', 'Id       L-1', '', 'License  Keyer Live', 'Id       L-2']);
  });
  it('shows licenses by organization, free seats counted, within 80 columns', () => {
    const row = testRow('L-5VJX05N06FJTVSHY', { seats: 6, endsAt: Date.UTC(2027, 5, 29) });
    const inUse = testRow('L-KYGDNAYGJ92ABT7V', {
      availability: 'in-use',
      organization: { id: 'fjord', name: 'Fjord' },
    });
    const shown = licenses([row, inUse], createStyle({ hasColors: false, width: 80 }));
    expect(shown).toContain('Northlight Studios\nSTATE');
    expect(shown).toContain('6 of 6 free');
    expect(shown).toContain('\nFjord\n');
    expect(Math.max(...shown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(licenses([], createStyle({ hasColors: false }))).toContain('Ask a Manager');
  });
  it('says moments on the clock and in words', () => {
    const now = new Date(2027, 0, 2, 12).getTime();
    const style = createStyle({ hasColors: false, now });
    expect(style.moment(new Date(2027, 0, 14, 23, 59).getTime())).toBe('2027-01-14 23:59 (in 12 days)');
    expect(style.moment(null)).toBe('never');
  });
});
