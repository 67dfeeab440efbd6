import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const program = new URL('../../main/hosts/cli/main.ts', import.meta.url).pathname;

export interface Ran {
  exit: number | null;
  out: string;
  error: string;
  /** Standard output as JSON. */
  value: unknown;
}

/** A command that goes on until it is ended. */
export interface Staying {
  pid: number | undefined;
  /** What it said first, as far as it matched. */
  said: string;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Everything it said, and how it ended, once it has. */
  ended: Promise<Omit<Ran, 'value'>>;
}

/** A machine with folders of its own, used through the real command line. */
export interface TerminalMachine {
  folder: string;
  run(line: string, options?: { stdin?: string; environment?: Record<string, string> }): Promise<Ran>;
  /** `--json`, the answer; throws when the command failed. */
  ask<Answer>(line: string): Promise<Answer>;
  /** Starts a command that stays, and waits for the first line it says that matches. */
  start(line: string, says: RegExp, environment?: Record<string, string>): Promise<Staying>;
  startAgent(): Promise<Staying>;
  remove(): Promise<void>;
}

/** Makes a machine that nobody used before. `within`: what its commands are started with, such as a namespace. */
export function createTerminalMachine(
  extra: Record<string, string> = {},
  within: readonly string[] = [],
): TerminalMachine {
  const [command, ...before] = [...within, process.execPath, program];
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-machine-'));
  const environment = {
    ...process.env,
    GREENROOM_STATE: join(folder, 'state'),
    GREENROOM_CONFIG: join(folder, 'config'),
    GREENROOM_DATA: join(folder, 'data'),
    GREENROOM_SAMPLE_RELEASES: 'none',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    ...extra,
  };
  const staying: (() => Promise<void>)[] = [];

  const machine: TerminalMachine = {
    folder,
    async run(line, { stdin = '', environment: more = {} } = {}) {
      const child = spawn(command, [...before, ...wordsOf(line)], { env: { ...environment, ...more } });
      child.stdin.end(stdin);
      const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
      if (child.exitCode === null) await once(child, 'exit');
      return { exit: child.exitCode, out, error, value: valueOf(out) };
    },
    async ask<Answer>(line: string) {
      const { exit, value, out, error } = await machine.run(`${line} --json`);
      if (exit !== 0) throw new Error(`${line}: ${exit}\n${out}${error}`);
      return value as Answer;
    },
    async start(line, says, more = {}) {
      const child = spawn(command, [...before, ...wordsOf(line)], {
        env: { ...environment, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const exit = once(child, 'exit');
      const ended = Promise.all([text(child.stdout), text(child.stderr), exit]).then(([out, error]) => ({
        exit: child.exitCode,
        out,
        error,
      }));
      const kill = async (signal: NodeJS.Signals) => {
        child.kill(signal);
        await exit;
      };
      staying.push(() => kill('SIGTERM'));
      const said = await firstMatch([child.stdout, child.stderr], says);
      return { pid: child.pid, said, kill, ended };
    },
    startAgent: () => machine.start('agent', /Greenroom/),
    async remove() {
      for (const stop of staying) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return machine;
}

/** What comes later is taken, too, so that the process never waits for its reader. */
function firstMatch(streams: readonly Readable[], wanted: RegExp): Promise<string> {
  let all = '';
  return new Promise((resolve, reject) => {
    const look = (chunk: Buffer) => {
      all += chunk.toString();
      const [found] = wanted.exec(all) ?? [];
      if (found) resolve(found);
    };
    for (const stream of streams) stream.on('data', look);
    void Promise.all(streams.map((stream) => once(stream, 'end'))).then(() => reject(new Error(`ended: ${all}`)));
  });
}

/** As a shell reads it, as far as these tests need: quotes keep words together. */
function wordsOf(line: string): string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

function valueOf(out: string): unknown {
  try {
    return JSON.parse(out);
  } catch {
    return null;
  }
}
