import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import type { Command } from '#shared/arguments/commands.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { knock } from '#main/adapters/owner-door.ts';
import { serveOwner } from '#main/adapters/owner-socket.ts';
import type { CompanionRouter } from '#main/companion.ts';
import { createDirectLink, createForwardingRouter, type Link } from '#main/forwarding.ts';
import { ownCommands } from '#main/hosts/cli/own-commands.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import { startLocalPage } from '#main/hosts/web/local-page.ts';
import type { CompanionClient } from '#main/owner.ts';
import { createFakeTerminal } from '../support/fake-terminal.ts';

/** What came back through a door: a value, the events of a stream, or a failure. */
export type Outcome = { value: unknown } | { events: unknown[] } | { failure: { code: string; details: unknown } };
export type Door = (command: Command, input: object) => Promise<Outcome>;

/** Opens every door there is to a router. */
export async function openAllDoors(
  router: CompanionRouter,
): Promise<{ doors: Record<string, Door>; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-doors-'));
  const direct = createDirectLink(router);

  const { port1, port2 } = new MessageChannel();
  new PortHandler(router).upgrade(port1, { context: {} });
  port1.start();
  port2.start();

  const page = await startLocalPage({ router, pageFolder: folder });
  const { origin } = page;
  const [, code] = page.invite().split('#code=');
  const entered = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';

  const closeSocket = await serveOwner(folder, router);
  const socket = await knock(folder, AbortSignal.timeout(5_000));
  if (!socket) throw new Error('nobody at the socket');

  const doors = {
    'direct call': through(direct),
    'message port': through(new PortLink({ port: port2 })),
    'local page': through(new FetchLink({ url: `${origin}/rpc`, headers: { cookie, origin } })),
    'owner’s socket': through(socket),
    'door on a door': through(createDirectLink(createForwardingRouter(socket))),
    terminal: throughTerminal(direct),
  };
  return {
    doors,
    async close() {
      port1.close();
      port2.close();
      await page.stop();
      await closeSocket();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How many events of a stream are compared. */
const someEvents = 2;

function through(link: Link): Door {
  return async ({ path }, input) => {
    try {
      const answer = await link.call(path, input, { context: {} });
      if (!isStream(answer)) return { value: plain(answer) };
      const events: unknown[] = [];
      for await (const event of answer) if (events.push(plain(event)) === someEvents) break;
      return { events };
    } catch (error) {
      const failure = toFailure(error);
      if (!failure) throw error;
      return { failure: { code: failure.code, details: failure.details } };
    }
  };
}

function throughTerminal(link: Link): Door {
  return async (command, input) => {
    const { argv, stdin } = typed(command, input);
    const terminal = createFakeTerminal({ stdin, stopAfter: command.streams ? someEvents : Infinity });
    const client = createORPCClient<CompanionClient>(link);
    const router = createForwardingRouter(link);
    const role = () => 'owner' as const;
    await runCommandLine(argv, terminal, async () => ({ role, router, client, link, stop: async () => {} }));
    const said = terminal
      .said()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { error?: { code: string; details: unknown } });
    const { error } = said[0] ?? {};
    if (error) return { failure: { code: error.code, details: error.details } };
    return command.streams ? { events: said } : { value: said[0] };
  };
}

/** An input as flags where every field has one and the values can be typed; as JSON on standard input otherwise. */
function typed(command: Command, input: object): { argv: string[]; stdin: string } {
  const [half, ...words] = command.words;
  const name = half === 'companion' ? words : command.words;
  const flags = flagsOf(command);
  const whole = { argv: [...name, '--input', '-', '--json'], stdin: JSON.stringify(input) };
  // Where the terminal has a way of its own with files and folders, this is the way to the bare operation.
  if (ownCommands.some((own) => own.command.words.join(' ') === name.join(' '))) return whole;
  const argv = Object.entries(input).map(([field, value]: [string, unknown]) => {
    const flag = flags.find((candidate) => candidate.field === field);
    if (!flag || flag.kind === 'nested') return null;
    if (value === null) return [`--no-${flag.name}`];
    if (typeof value === 'boolean') return [value ? `--${flag.name}` : `--no-${flag.name}`];
    if (typeof value === 'object' && !Array.isArray(value)) return null;
    if (Array.isArray(value)) return value.flatMap((item) => [`--${flag.name}`, String(item)]);
    if (flag.kind === 'moment') return [`--${flag.name}`, new Date(Number(value)).toISOString()];
    return [`--${flag.name}`, typeof value === 'string' ? value : JSON.stringify(value)];
  });
  if (argv.includes(null)) return whole;
  return { argv: [...name, ...argv.flatMap((words) => words ?? []), '--json'], stdin: '' };
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

/** As JSON has it: a field that is not there is not there. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
