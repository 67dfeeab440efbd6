import { errorTable } from '../errors.ts';
import { text } from '../text/index.ts';
import type { Command } from './commands.ts';
import { type Flag, flagsOf } from './flags.ts';

/** Lists commands with their sentences. */
export function helpOfCommands(program: string, commands: readonly Command[], prefix = ''): string {
  const rows = commands.map((command): [string, string] => [prefix + command.words.join(' '), command.summary]);
  return `${text.cli.usage}: ${program} ${text.cli.commandUsage}\n\n${columns(rows)}\n\n${text.cli.moreHelp(program)}\n`;
}

/** Says how one command is used, with an example. `typed`: the program and the words. */
export function helpOfCommand(program: string, command: Command, prefix = ''): string {
  const flags = flagsOf(command);
  const words = prefix + command.words.join(' ');
  const required = flags.filter((flag) => flag.required && flag.kind !== 'nested').map(usageOf);
  const common: [string, string][] = [
    ['--input <file>', text.cli.inputFlag],
    ['--json', text.cli.jsonFlag],
  ];
  const isOperation = command.path.length > 0;
  const places = command.places ? [command.places] : [];
  const failures = command.failures.map((code): [string, string] => [code, String(errorTable[code].exit)]);
  const sections = [
    `${command.summary}.`,
    `${text.cli.usage}: ${[program, words, ...places, ...required].join(' ')}`,
    columns([
      ...flags
        .filter(({ kind }) => kind !== 'nested')
        .map((flag): [string, string] => [usageOf(flag), aboutFlag(flag)]),
      ...(isOperation ? common : []),
      ...(command.places === undefined ? [] : common.slice(-1)),
    ]),
    `${text.cli.example}: ${program} ${command.meta.example ?? [words, ...required].join(' ')}`,
    ...(failures.length > 0 ? [`${text.cli.failures}:\n${columns(failures)}`] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function usageOf(flag: Flag): string {
  if (flag.kind === 'boolean') return flag.default === true ? `--no-${flag.name}` : `--${flag.name}`;
  const value = flag.choices.length > 0 ? flag.choices.join('|') : text.cli.valueKinds[flag.kind];
  return `--${flag.name} <${value}>${flag.list ? ',…' : ''}`;
}

function aboutFlag(flag: Flag): string {
  const isPlain = flag.default === undefined || flag.default === null || flag.default === false;
  const byDefault = isPlain ? '' : text.cli.byDefault(JSON.stringify(flag.default));
  return [flag.description, flag.required ? text.cli.required : byDefault].filter(Boolean).join('; ');
}

/** Help is read in terminals of any width: lines end here. */
const widest = 100;

function columns(rows: readonly [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  const indent = ' '.repeat(width + 4);
  return rows
    .map(([left, right]) =>
      `  ${left.padEnd(width)}  ${wrapped(right, widest - indent.length).join(`\n${indent}`)}`.trimEnd(),
    )
    .join('\n');
}

function wrapped(words: string, width: number): string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
