import type { Status } from '#shared/models/status.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient, Ownership } from '../../../owner.ts';
import type { Around } from '../own-command.ts';
import type { Terminal } from '../terminal.ts';
import { transfers } from '../views/transfers.ts';
import { createStyle } from '../views/style.ts';
import { follow } from './follow.ts';

const words = text.cli.downloads;
const interrupted = 130;
type Host = Status['owner']['host'];

export interface HowToStay {
  json: boolean;
  /** Returns at once where somebody else goes on. */
  detach: boolean;
}

/**
 * Asks for transfers and follows them to their end, whoever runs them: this command, where nobody else does, or the owner of this machine.
 * Its exit code is that of the failure, if one of them fails.
 */
export async function runTransfers(
  { attach, terminal }: Around,
  { json, detach }: HowToStay,
  begin: (client: CompanionClient) => Promise<Transfer[]>,
): Promise<number> {
  const ownership = await attach({ goesOn: true });
  try {
    const asked = await begin(ownership.client);
    if (asked.length === 0) return nothing(json, terminal);
    const other = detach ? await whoGoesOn(ownership) : null;
    if (other !== null) return leaveIt(asked, json, other, terminal);
    if (detach) terminal.error(`${words.staysAlone}\n`);
    return await followThem(asked, json, ownership, terminal);
  } finally {
    await ownership.stop();
  }
}

function nothing(json: boolean, terminal: Terminal): number {
  terminal.out(json ? '[]\n' : `${words.transfers.nothingToDo}\n`);
  return 0;
}

/** The owner of this machine, if it is there to stay: another command may end at any moment. */
async function whoGoesOn({ role, client }: Ownership): Promise<Host | null> {
  if (role() === 'owner') return null;
  const { host } = (await client.companion.status.show({})).owner;
  return host === 'command' ? null : host;
}

function leaveIt(asked: Transfer[], json: boolean, host: Host, terminal: Terminal): number {
  if (json) terminal.out(`${JSON.stringify(asked)}\n`);
  else terminal.out(`${transfers(asked, createStyle(terminal))}\n${words.goesOn(text.cli.status.hosts[host])}\n`);
  return 0;
}

async function followThem(asked: Transfer[], json: boolean, ownership: Ownership, terminal: Terminal): Promise<number> {
  const ids = asked.map(({ id }) => id);
  const signal = terminal.interrupted;
  const events = await ownership.client.companion.download.watch({}, { signal });
  const { exit, othersLeft } = await follow(untilInterrupted(events, signal), { ids, json }, terminal);
  const isAlone = ownership.role() === 'owner';
  if (signal.aborted) {
    terminal.error(`${isAlone ? words.stopped : words.stoppedFollowing}\n`);
    return interrupted;
  }
  if (isAlone && othersLeft > 0) terminal.error(`${words.othersLeft(othersLeft)}\n`);
  return exit;
}

/** Ctrl C is no trouble of the stream. */
export async function* untilInterrupted<Event>(
  events: AsyncIterable<Event>,
  signal: AbortSignal,
): AsyncGenerator<Event> {
  try {
    yield* events;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
