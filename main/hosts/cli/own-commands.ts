import { z } from 'zod';
import type { Command } from '#shared/arguments/commands.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { helpOfCommand } from '#shared/arguments/help.ts';
import { readArguments } from '#shared/arguments/read.ts';
import { text } from '#shared/text/index.ts';
import type { Terminal } from './terminal.ts';

type Begins = 'sample' | 'empty';

interface OwnCommand {
  command: Command;
  run(argv: readonly string[], terminal: Terminal): Promise<number>;
}

const words = text.cli.own;

/** The commands that are not operations of the contract. */
export const ownCommands: readonly OwnCommand[] = [
  {
    command: described('check', words.check),
    async run(argv, terminal) {
      const { runCheck } = await import('../check/command.ts');
      return runCheck(argv, { out: (line) => terminal.out(`${line}\n`), error: (line) => terminal.error(`${line}\n`) });
    },
  },
  staying('agent', words.agent, async (begins, terminal) => {
    const { runAgent } = await import('./agent.ts');
    return runAgent(begins, terminal);
  }),
  staying('open', words.open, async (begins) => {
    const { runWeb } = await import('../web/run.ts');
    await runWeb({ begins, openBrowser: true });
    return 0;
  }),
];

/** A command that goes on until it is stopped, and may be the first to start an embedded cloud. */
function staying(
  word: string,
  summary: string,
  run: (begins: Begins, terminal: Terminal) => Promise<number>,
): OwnCommand {
  const command = described(word, summary, z.object({ empty: z.boolean().default(false).describe(words.empty) }));
  return {
    command,
    async run(argv, terminal) {
      const { help, input } = readArguments(flagsOf(command), argv);
      if (!help) return run(input['empty'] === true ? 'empty' : 'sample', terminal);
      terminal.out(helpOfCommand('greenroom', command));
      return 0;
    },
  };
}

function described(word: string, summary: string, input?: z.ZodType): Command {
  return { words: [word], path: [], summary, meta: { needs: 'nothing' }, input, streams: false, failures: [] };
}
