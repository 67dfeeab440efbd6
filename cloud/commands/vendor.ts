import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { createRouterClient } from '@orpc/server';
import type { Command } from '#shared/arguments/commands.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { type Arguments, misused, readArguments } from '#shared/arguments/read.ts';
import { text } from '#shared/text/index.ts';
import { readSettings } from '../config.ts';
import type { CallContext, CloudParts } from '../context.ts';
import { settle } from '../embedded/settle.ts';
import { answerErrors } from '../http/answers.ts';
import { createLog } from '../log.ts';
import { createParts } from '../parts.ts';
import { createCloudRouter } from '../router.ts';
import type { Terminal } from './terminal.ts';

/** Whoever can run this cloud's own command line is its vendor. */
const localVendor: CallContext = { headers: new Headers(), address: null, isLocalVendor: true };

/** Runs one of the vendor's operations directly on the database; the cloud may be serving meanwhile or not. */
export async function runVendorCommand(
  command: Command,
  argv: readonly string[],
  terminal: Terminal,
): Promise<unknown> {
  const typed = readArguments(flagsOf(command), argv);
  const input = { ...(await inputFrom(typed, terminal)), ...typed.input };
  return withParts(terminal, async (parts) => callAt(vendorClient(parts), command.path, input));
}

/** The vendor's operations, called directly. */
export function vendorClient(parts: CloudParts) {
  const interceptors = [answerErrors(parts)];
  return createRouterClient(createCloudRouter(parts), { context: localVendor, interceptors }).vendor;
}

/** Opens the cloud's store for one command. Mails are delivered before it ends. */
export async function withParts<T>({ environment }: Terminal, work: (parts: CloudParts) => Promise<T>): Promise<T> {
  const settings = readSettings({ GREENROOM_LOG_LEVEL: 'error', ...environment });
  const config = await settle(settings, { isServing: false });
  const parts = await createParts(config, { log: createLog(config.logLevel), delivers: 'at-once' });
  try {
    return await work(parts);
  } finally {
    await parts.stop();
  }
}

async function inputFrom({ inputFile }: Arguments, { stdin }: Terminal): Promise<object> {
  if (inputFile === null) return {};
  const content = inputFile === '-' ? await readAll(stdin) : await readFile(inputFile, 'utf8').catch(notReadable);
  // What is written to be read, such as the terms of use, comes as it is.
  if (inputFile.endsWith('.md')) return { text: content };
  const value: unknown = parse(content);
  if (typeof value !== 'object' || value === null) throw misused('--input', text.cloud.inputNotJson);
  return value;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function notReadable(error: unknown): never {
  throw misused('--input', error instanceof Error ? error.message : String(error));
}

/** Calls the operation at a path of the client. */
async function callAt(client: object, path: readonly string[], input: unknown): Promise<unknown> {
  let at: unknown = client;
  for (const step of path) at = Reflect.get(Object(at), step);
  if (typeof at !== 'function') throw new Error(`no operation ${path.join('.')}`);
  return Reflect.apply(at, undefined, [input]);
}
