import type { Command } from '#shared/arguments/commands.ts';
import { findCommand } from '#shared/arguments/find.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { helpOfCommand, helpOfCommands } from '#shared/arguments/help.ts';
import { misused, readArguments } from '#shared/arguments/read.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { errorTable, Failure } from '#shared/errors.ts';
import { explain, text } from '#shared/text/index.ts';
import { WrongSettings } from '../config.ts';
import { commands, grantCommand, publishCommand, serveCommand } from './commands.ts';
import { troubleInWords } from './trouble.ts';
import type { Terminal } from './terminal.ts';

const program = 'npm run cloud --';
const wrongUsage = 2;

/** Runs a command line of the cloud; the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const isJson = argv.includes('--json');
  try {
    return await runFound(argv, terminal, isJson);
  } catch (error) {
    if (error instanceof WrongSettings) return complain(terminal, error.message, wrongUsage);
    const trouble = troubleInWords(error);
    if (trouble !== null) return complain(terminal, trouble, errorTable.internal.exit);
    const failure = toFailure(error);
    if (failure === null) throw error;
    return fail(failure, isJson, terminal);
  }
}

/** With `--json` standard output carries one value in any case: the answer, or `{ error }`. */
function fail(failure: Failure, isJson: boolean, terminal: Terminal): number {
  const { sentence, next } = explain(failure);
  const { code, details } = failure;
  if (isJson) terminal.stdout.write(`${JSON.stringify({ error: { code, details, sentence, next } })}\n`);
  else terminal.stderr.write(`${sentence}\n${next}\n`);
  return errorTable[code].exit;
}

async function runFound(argv: readonly string[], terminal: Terminal, isJson: boolean): Promise<number> {
  const wantsServe = argv.length === 0 || (argv[0]?.startsWith('-') && !isHelp(argv[0]));
  const found = findCommand(commands, wantsServe ? ['serve', ...argv] : argv);
  if (found.command === null) {
    if (!found.rest.some(isHelp)) throw misused(argv.join(' '), text.cli.moreHelp(program));
    terminal.stdout.write(helpOfCommands(program, found.among));
    return 0;
  }
  if (found.rest.some(isHelp)) {
    terminal.stdout.write(helpOfCommand(program, found.command));
    return 0;
  }
  if (found.command === serveCommand) return serveWith(found.rest, terminal);
  if (found.command === publishCommand) return (await import('./publish.ts')).runPublish(found.rest, terminal);
  const answer = await answerOf(found.command, found.rest, terminal);
  const words = isJson ? JSON.stringify(answer, null, 2) : await inWords(answer);
  terminal.stdout.write(`${words}\n`);
  return 0;
}

async function inWords(answer: unknown): Promise<string> {
  const [{ printedTicket }, { printed }] = await Promise.all([import('./ticket.ts'), import('./print.ts')]);
  return printedTicket(answer) ?? printed(answer);
}

async function serveWith(rest: readonly string[], terminal: Terminal): Promise<number> {
  const flags = serveCommand.input.safeParse(readArguments(flagsOf(serveCommand), rest).input).data;
  if (!flags) throw misused(rest.join(' '), text.cli.unexpected);
  if (flags.sample && flags.empty) throw misused('--sample --empty', text.cloud.sampleAndEmpty);
  return (await import('./serve.ts')).serve(flags, terminal);
}

async function answerOf(command: Command, rest: readonly string[], terminal: Terminal): Promise<unknown> {
  const { runVendorCommand, withParts } = await import('./vendor.ts');
  if (command !== grantCommand) return runVendorCommand(command, rest, terminal);
  const { grantVendor } = await import('./grant.ts');
  const input = grantCommand.input.safeParse(readArguments(flagsOf(grantCommand), rest).input);
  if (!input.success) {
    const problems = input.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }));
    throw new Failure('invalid-input', { problems });
  }
  return withParts(terminal, (parts) => grantVendor(parts, input.data));
}

const isHelp = (word: string) => word === '--help' || word === '-h';

function complain({ stderr }: Terminal, words: string, exit: number): number {
  stderr.write(`${words}\n`);
  return exit;
}
