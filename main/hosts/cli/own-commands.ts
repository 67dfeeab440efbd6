import type { Flag } from '#shared/arguments/flags.ts';
import { helpOfCommand } from '#shared/arguments/help.ts';
import { readArguments } from '#shared/arguments/read.ts';
import { text } from '#shared/text/index.ts';
import type { Terminal } from './terminal.ts';

interface OwnCommand {
  word: string;
  summary: string;
  run(argv: readonly string[], terminal: Terminal): Promise<number>;
}

const beginsEmpty: Flag = {
  name: 'empty',
  field: 'empty',
  kind: 'boolean',
  list: false,
  nullable: false,
  required: false,
  choices: [],
  description: text.cli.own.empty,
  default: false,
};

/** Reads `--empty`, or shows help; null when help was asked for. */
function read(word: string, summary: string, argv: readonly string[], terminal: Terminal): 'sample' | 'empty' | null {
  const given = readArguments([beginsEmpty], argv);
  if (!given.help) return given.input['empty'] === true ? 'empty' : 'sample';
  const command = { words: [word], path: [], summary, meta: { needs: 'nothing' as const }, input: undefined };
  terminal.out(helpOfCommand('greenroom', { ...command, streams: false, failures: [] }));
  return null;
}

/** The commands that are not operations of the contract. */
export const ownCommands: readonly OwnCommand[] = [
  {
    word: 'check',
    summary: text.cli.own.check,
    async run(argv, terminal) {
      const { runCheck } = await import('../check/command.ts');
      return runCheck(argv, { out: (line) => terminal.out(`${line}\n`), error: (line) => terminal.error(`${line}\n`) });
    },
  },
  {
    word: 'agent',
    summary: text.cli.own.agent,
    async run(argv, terminal) {
      const begins = read('agent', text.cli.own.agent, argv, terminal);
      if (begins === null) return 0;
      const { runAgent } = await import('./agent.ts');
      return runAgent(begins, terminal);
    },
  },
  {
    word: 'open',
    summary: text.cli.own.open,
    async run(argv, terminal) {
      const begins = read('open', text.cli.own.open, argv, terminal);
      if (begins === null) return 0;
      const { runWeb } = await import('../web/run.ts');
      await runWeb({ begins, openBrowser: true });
      return 0;
    },
  },
];
