import { z } from 'zod';
import { text } from '#shared/text/index.ts';
import { diagnosticsCommands } from './diagnostics/commands.ts';
import { downloadCommands } from './downloads/commands.ts';
import { offlineCommands } from './offline/commands.ts';
import { type OwnCommand, ownCommand } from './own-command.ts';

const words = text.cli.own;
const empty = z.boolean().default(false).describe(words.empty);
const beginsOf = (input: { empty: boolean }) => (input.empty ? 'empty' : 'sample');

/** Reads its own arguments, so that it can stand apart (see main.ts). */
const check: OwnCommand = {
  command: {
    words: ['check'],
    path: [],
    summary: words.check,
    meta: { needs: 'nothing' },
    input: undefined,
    streams: false,
    failures: [],
  },
  async run(argv, { terminal }) {
    const { runCheck } = await import('../check/command.ts');
    return runCheck(argv, { out: (line) => terminal.out(`${line}\n`), error: (line) => terminal.error(`${line}\n`) });
  },
};

const agent = ownCommand(
  { words: ['agent'], summary: words.agent, example: 'agent --room K7QF-2M9D-XW4T' },
  z.object({ empty, room: z.string().max(40).optional().describe(text.cli.offline.room.flag) }),
  async ({ input }, { terminal }) => {
    const { runAgent } = await import('./agent.ts');
    return runAgent({ begins: beginsOf(input), room: input.room ?? process.env['GREENROOM_ROOM'] ?? null }, terminal);
  },
);

const open = ownCommand({ words: ['open'], summary: words.open }, z.object({ empty }), async ({ input }) => {
  const { runWeb } = await import('../web/run.ts');
  await runWeb({ begins: beginsOf(input), openBrowser: true });
  return 0;
});

/** The commands that are not operations of the contract. */
export const ownCommands: readonly OwnCommand[] = [
  check,
  agent,
  open,
  ...offlineCommands,
  ...downloadCommands,
  ...diagnosticsCommands,
];
