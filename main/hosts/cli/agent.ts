import { text } from '#shared/text/index.ts';
import { startCompanion } from '../companion.ts';
import { untilStopped } from '../until-stopped.ts';
import { seatOf, stayInRoom } from './room.ts';
import type { Terminal } from './terminal.ts';

export interface AgentOptions {
  begins: 'sample' | 'empty';
  /** A room code, for render nodes and containers: takes a seat for as long as the agent runs. */
  room: string | null;
}

/** The owner of a machine without a screen, until it is stopped. Where there is an owner already, it stands by. */
export async function runAgent({ begins, room }: AgentOptions, terminal: Terminal): Promise<number> {
  const say = (line: string) => terminal.error(line);
  const ownership = await startCompanion({
    kind: 'agent',
    begins,
    also: say,
    onRole: (role) => say(`${text.cli.agent[role](process.pid)}\n`),
  });
  const leave = room === null ? null : stayInRoom(seatOf(room, ownership.client), (line) => say(`${line}\n`));
  await untilStopped();
  await leave?.();
  await ownership.stop();
  say(`${text.cli.agent.stopped}\n`);
  return 0;
}
