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
    const isAlone = ownership.role() === 'owner';
    if (asked.length === 0) return nothing(json, terminal);
    if (detach && !isAlone) return await leaveIt(asked, json, ownership, terminal);
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

/** Somebody else goes on with them. */
async function leaveIt(asked: Transfer[], json: boolean, { client }: Ownership, terminal: Terminal): Promise<number> {
  if (json) {
    terminal.out(`${JSON.stringify(asked)}\n`);
    return 0;
  }
  const { owner } = await client.companion.status.show({});
  terminal.out(transfers(asked, createStyle(terminal)));
  terminal.out(`\n${words.goesOn(text.cli.status.hosts[owner.host])}\n`);
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
