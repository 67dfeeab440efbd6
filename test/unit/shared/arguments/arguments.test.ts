import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { Failure } from '#shared/errors.ts';
import { commandsOf } from '#shared/arguments/commands.ts';
import { findCommand } from '#shared/arguments/find.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { helpOfCommand, helpOfCommands } from '#shared/arguments/help.ts';
import { nearest } from '#shared/arguments/nearest.ts';
import { readArguments } from '#shared/arguments/read.ts';

const companion = commandsOf(contract.companion);
const vendor = commandsOf(contract.cloud.vendor);

function read(commands: typeof companion, line: string) {
  const found = findCommand(commands, line.split(' '));
  if (!found.command) throw new Error(`no command: ${line}`);
  return { words: found.command.words, ...readArguments(flagsOf(found.command), found.rest) };
}

function problemOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure && error.code === 'invalid-input') return (error as Failure<'invalid-input'>).details;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('commands', () => {
  it('has one for every operation, in kebab case', () => {
    expect(companion.map((command) => command.words.join(' '))).toContain('session wait-for-code');
    expect(companion.find((command) => command.words.join(' ') === 'status watch')?.streams).toBe(true);
    expect(companion.find((command) => command.words.join(' ') === 'status show')?.streams).toBe(false);
  });
  it('can be used as its own example says', () => {
    for (const command of vendor) {
      const example = command.meta.example?.replace(/"[^"]*"/g, 'Name').split(' ') ?? [];
      expect(findCommand(vendor, example).command).toBe(command);
    }
  });
});

describe('places', () => {
  const flags = flagsOf(companion.find((command) => command.words.join(' ') === 'license pick')!);
  const places = (...argv: string[]) => readArguments(flags, argv, true).places;
  it('stand without a flag, a lone dash among them, in any order with flags', () => {
    expect(places('a.license', '--license', 'L-1', '-', '/media/x y', '--json')).toEqual([
      'a.license',
      '-',
      '/media/x y',
    ]);
    expect(places('--', '--odd-name', '-x', 'b')).toEqual(['--odd-name', '-x', 'b']);
    expect(problemOf(() => places('-x')).problems).toEqual([{ field: '-x', problem: expect.any(String) }]);
  });
  it('are not expected where a command takes none', () => {
    expect(problemOf(() => readArguments(flags, ['a.license'])).problems).toMatchObject([{ field: 'a.license' }]);
    expect(problemOf(() => readArguments(flags, ['-'])).problems).toMatchObject([{ field: '-' }]);
  });
  it('are in the help, with --json', () => {
    const command = {
      ...companion[0]!,
      words: ['offline', 'apply'],
      path: [],
      places: '<file|folder|-> …',
      input: undefined,
    };
    expect(helpOfCommand('greenroom', command)).toContain('Usage: greenroom offline apply <file|folder|-> …\n');
    expect(helpOfCommand('greenroom', command)).toContain('--json');
  });
});

describe('arguments', () => {
  it('reads numbers, choices, booleans and days', () => {
    const line =
      'license issue --organization O-1 --product graphics --edition xr --kind floating --seats 6 --trial --ends-at 2027-06-30';
    expect(read(vendor, line).input).toEqual({
      organization: 'O-1',
      product: 'graphics',
      edition: 'xr',
      kind: 'floating',
      seats: 6,
      trial: true,
      endsAt: Date.UTC(2027, 5, 30, 23, 59),
    });
  });
  it('starts a day at its beginning and takes moments as they are', () => {
    expect(read(vendor, 'license issue --starts-at 2027-01-01').input).toEqual({ startsAt: Date.UTC(2027, 0, 1) });
    expect(read(vendor, 'license issue --starts-at=1893456000000').input).toEqual({ startsAt: 1893456000000 });
    expect(read(vendor, 'license issue --starts-at 2027-01-01T10:00+01:00').input).toEqual({
      startsAt: Date.UTC(2027, 0, 1, 9),
    });
  });
  it('reads lists, repeated or with commas', () => {
    const assign = commandsOf(contract.cloud.license);
    expect(read(assign, 'assign --licenses L-1,L-2 --licenses L-3 --person P').input).toEqual({
      licenses: ['L-1', 'L-2', 'L-3'],
      person: 'P',
    });
  });
  it('denies with --no-', () => {
    expect(read(companion, 'settings update --no-keep-running').input).toEqual({ keepRunning: false });
    expect(read(companion, 'connection use --no-url --no-fingerprint').input).toEqual({ url: null, fingerprint: null });
  });
  it('leaves what it cannot read to the contract', () => {
    expect(read(vendor, 'license issue --seats six').input).toEqual({ seats: 'six' });
    expect(read(vendor, 'license issue --ends-at 2027-13-90').input).toEqual({ endsAt: '2027-13-90' });
  });
  it('knows --json, --input and --help everywhere', () => {
    expect(read(companion, 'license held --json --input - --help')).toMatchObject({
      json: true,
      inputFile: '-',
      help: true,
    });
  });
  it('names the nearest flag and the nearest command', () => {
    expect(problemOf(() => read(companion, 'license pick --lisence L-1')).problems).toEqual([
      { field: '--lisence', problem: 'unknown flag; did you mean --license?' },
    ]);
    expect(problemOf(() => read(companion, 'license pikc')).problems[0]?.problem).toContain('“license pick”');
    expect(problemOf(() => read(companion, 'licence pick')).problems[0]?.problem).toContain('“license”');
    expect(problemOf(() => read(companion, 'license pick L-1')).problems[0]?.field).toBe('L-1');
    expect(problemOf(() => read(companion, 'license pick --license')).problems[0]?.problem).toContain('needs a value');
  });
  it('stops early where a noun stands alone', () => {
    const found = findCommand(companion, ['license', '--help']);
    expect(found).toMatchObject({ command: null, rest: ['--help'] });
    expect(found.command === null && found.among.every((command) => command.words[0] === 'license')).toBe(true);
  });
});

describe('help', () => {
  it('shows usage, flags, an example and the failures of every command', () => {
    for (const command of [...companion, ...vendor]) {
      const help = helpOfCommand('greenroom', command);
      expect(help).toContain(`Usage: greenroom ${command.words.join(' ')}`);
      expect(help).toContain('Example: greenroom ');
    }
    expect(helpOfCommands('greenroom', companion)).toContain('license pick');
  });
});

describe('nearest', () => {
  it('finds slips and beginnings, and nothing for something else', () => {
    expect(nearest('relaese', ['release', 'pick'])).toBe('release');
    expect(nearest('heart', ['heartbeat', 'held'])).toBe('heartbeat');
    expect(nearest('xyzzy', ['release', 'pick'])).toBeNull();
  });
});
