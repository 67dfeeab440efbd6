import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import type { EmbeddedCloud, Log } from '../services/ports.ts';
import { nodeProgram } from './node-program.ts';

export interface EmbeddedCloudOptions {
  /** The cloud's entry file; it is started by path and never imported. */
  program: string;
  /** What the cloud begins with when it is new. */
  begins: 'sample' | 'empty';
  log: Log;
  /** How long it may take until it listens; a new one makes its keys and its sample data first. */
  patience?: number;
}

/** What is young in memory stays small: half a minute after its start the cloud takes 30 MiB less, and is as fast. */
export const smallHeap = '--max-semi-space-size=8';

interface Running {
  child: ChildProcess;
  url: string;
}

const Listening = z.object({ listening: z.url() });

/** The cloud that comes with the app, as a child of its owner: it ends when its standard input does, however the owner ends. */
export function createEmbeddedCloud({ program, begins, log, patience = 60_000 }: EmbeddedCloudOptions): EmbeddedCloud {
  let running: Promise<Running> | null = null;

  async function launch(): Promise<Running> {
    const child = spawn(nodeProgram(), [smallHeap, program, 'serve', '--embedded', '--parent', `--${begins}`], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let last = '';
    child.stderr.on('data', (chunk: Buffer) => {
      last = chunk.toString().trim().slice(-2_000);
      log.debug('embedded cloud', { said: last });
    });
    child.once('exit', (code, signal) => {
      running = null;
      log.info('the embedded cloud ended', { code, signal });
    });
    try {
      return { child, url: await firstAddress(child, AbortSignal.timeout(patience)) };
    } catch (cause) {
      child.kill();
      log.error('the embedded cloud did not start', { error: String(cause), said: last });
      throw new Failure('cloud-unreachable', { url: 'embedded' }, { cause });
    }
  }

  return {
    async start(signal) {
      // Asked for while everything is being stopped: a cloud started now would outlive its app.
      signal.throwIfAborted();
      running ??= launch().catch((error: unknown) => {
        running = null;
        throw error;
      });
      const { url } = await Promise.race([running, rejection(signal)]);
      return url;
    },
    async stop() {
      const cloud = await running?.catch(() => null);
      if (!cloud || cloud.child.exitCode !== null) return;
      const gone = once(cloud.child, 'exit');
      cloud.child.stdin?.end();
      const insist = setTimeout(() => cloud.child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(insist);
    },
  };
}

/** What it says first is where it listens; what it says later goes unread, but is taken so that it never waits. */
async function firstAddress(child: ChildProcess, signal: AbortSignal): Promise<string> {
  if (!child.stdout) throw new Error('no standard output');
  const lines = createInterface({ input: child.stdout });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  lines.on('line', (line) => {
    const said = Listening.safeParse(parsed(line));
    if (said.success) resolve(said.data.listening);
  });
  return promise;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
