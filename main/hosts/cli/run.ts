import { type Command, commandsOf } from '#shared/arguments/commands.ts';
import { type Found, findCommand } from '#shared/arguments/find.ts';
import { type Flag, flagsOf } from '#shared/arguments/flags.ts';
import { helpOfCommand, helpOfCommands } from '#shared/arguments/help.ts';
import { type Arguments, misused, readArguments } from '#shared/arguments/read.ts';
import { contract } from '#shared/contract/index.ts';
import { text } from '#shared/text/index.ts';
import type { Ownership } from '../../owner.ts';
import { answer } from './answer.ts';
import { fail } from './fail.ts';
import { ownCommands } from './own-commands.ts';
import { signInByCode } from './sign-in-by-code.ts';
import { signInByPassword } from './sign-in-by-password.ts';
import type { Terminal } from './terminal.ts';

const program = 'greenroom';
const own = ownCommands.map(({ command }) => command);
const companion = commandsOf(contract.companion, ['companion']).map(shortened);
const cloud = commandsOf(contract.cloud, ['cloud']).filter((command) => !command.meta.holdsToken);
const operations = [...companion, ...cloud];
const isSame = (one: Command, other: Command) => one.words.join(' ') === other.words.join(' ');
/** One that the terminal does in its own way is not listed twice. */
const all = [...own, ...operations.filter((command) => own.every((other) => !isSame(other, command)))];

/** How a command reaches the companion: it becomes the owner for as long as it runs, or a door to whoever is. */
export type Attach = (options: { goesOn: boolean }) => Promise<Ownership>;

/** Runs one command line to its exit code. */
export async function runCommandLine(
  argv: readonly string[],
  terminal: Terminal,
  attach = attachHere,
): Promise<number> {
  const isJson = argv.includes('--json');
  try {
    const found = findCommand(all, argv);
    if (found.command === null) return listCommands(found, terminal);
    const { command, rest } = found;
    const ownCommand = ownCommands.find((other) => other.command === command);
    // With its whole input as JSON, a command is the bare operation in any case.
    const bare = rest.includes('--input') ? operations.find((other) => isSame(other, command)) : undefined;
    return await (ownCommand && !bare
      ? ownCommand.run(rest, { terminal, attach })
      : runOperation(bare ?? command, rest, terminal, attach));
  } catch (error) {
    return fail(error, isJson, terminal);
  }
}

/** What the words that were typed could become. */
function listCommands({ among, rest }: Extract<Found, { command: null }>, terminal: Terminal): number {
  const unknown = rest.find((flag) => flag !== '--help' && flag !== '-h');
  if (unknown) throw misused(unknown, text.cli.unexpected);
  terminal.out(helpOfCommands(program, among));
  return 0;
}

async function runOperation(
  command: Command,
  rest: readonly string[],
  terminal: Terminal,
  attach: Attach,
): Promise<number> {
  const flags = flagsOf(command);
  const given = readArguments(flags, rest);
  if (given.help) {
    terminal.out(helpOfCommand(program, command));
    return 0;
  }
  const input = { ...(await inputFrom(given, terminal)), ...(await withSecrets(command, flags, given, terminal)) };
  const ownership = await attach({ goesOn: command.streams });
  try {
    const isSignIn = command.path.join('.') === 'companion.session.signIn';
    if (isSignIn && terminal.isInteractive && !given.json && Object.keys(input).length === 0) {
      return await signInByCode(ownership.client, terminal);
    }
    if (isSignIn && given.inputFile === null) {
      return await signInByPassword(command, input, given.json, ownership.link, terminal);
    }
    return await answer(command, input, given.json, ownership.link, terminal);
  } finally {
    await ownership.stop();
  }
}

async function attachHere({ goesOn }: { goesOn: boolean }): Promise<Ownership> {
  const { startCompanion } = await import('../companion.ts');
  return startCompanion({ kind: 'command', keepGoing: goesOn });
}

async function inputFrom({ inputFile }: Arguments, terminal: Terminal): Promise<object> {
  if (inputFile === null) return {};
  const json = await terminal.read(inputFile).catch(() => {
    throw misused('--input', text.cli.unreadable(inputFile));
  });
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw misused('--input', text.cli.notJson(inputFile));
}

/** Passwords are read from standard input for `-`, a line each, and asked for where somebody sits there. */
async function withSecrets(
  command: Command,
  flags: readonly Flag[],
  { input }: Arguments,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  const secrets = flags.filter(({ field }) => /password$/i.test(field));
  const isPiped = secrets.some(({ field }) => input[field] === '-');
  const lines = isPiped ? (await terminal.read('-')).split(/\r?\n/) : [];
  // Signing in with nothing at all goes by code.
  const mayAsk = terminal.isInteractive && (Object.keys(input).length > 0 || secrets.length > 1);
  const whole = { ...input };
  for (const { field, name } of secrets) {
    if (whole[field] === '-') whole[field] = lines.shift() ?? '';
    if (whole[field] === undefined && mayAsk)
      whole[field] = await terminal.ask(text.cli.password(name, command.words.join(' ')));
  }
  return whole;
}

/** The companion is what is meant where nothing else is said. */
function shortened(command: Command): Command {
  return { ...command, words: command.words.slice(1) };
}
