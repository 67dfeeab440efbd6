import { text } from '#shared/text/index.ts';
import { startCompanion } from '../companion.ts';
import { untilStopped } from '../until-stopped.ts';
import type { Terminal } from './terminal.ts';

/** The owner of a machine without a screen, until it is stopped. Where there is an owner already, it stands by. */
export async function runAgent(begins: 'sample' | 'empty', terminal: Terminal): Promise<number> {
  const say = (line: string) => terminal.error(line);
  const ownership = await startCompanion({
    kind: 'agent',
    begins,
    also: say,
    onRole: (role) => say(`${text.cli.agent[role](process.pid)}\n`),
  });
  await untilStopped();
  await ownership.stop();
  say(`${text.cli.agent.stopped}\n`);
  return 0;
}
