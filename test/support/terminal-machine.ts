import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const program = new URL('../../main/hosts/cli/main.ts', import.meta.url).pathname;

export interface Ran {
  exit: number | null;
  out: string;
  error: string;
  /** Standard output as JSON. */
  value: unknown;
}

/** A machine with folders of its own, used through the real command line. */
export interface TerminalMachine {
  folder: string;
  run(line: string, options?: { stdin?: string; environment?: Record<string, string> }): Promise<Ran>;
  /** `--json`, the answer; throws when the command failed. */
  ask<Answer>(line: string): Promise<Answer>;
  startAgent(): Promise<{ pid: number | undefined; kill(signal: NodeJS.Signals): Promise<void> }>;
  remove(): Promise<void>;
}

/** Makes a machine that nobody used before. */
export function createTerminalMachine(extra: Record<string, string> = {}): TerminalMachine {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-machine-'));
  const environment = {
    ...process.env,
    GREENROOM_STATE: join(folder, 'state'),
    GREENROOM_CONFIG: join(folder, 'config'),
    GREENROOM_DATA: join(folder, 'data'),
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    ...extra,
  };
  const agents: (() => Promise<void>)[] = [];

  const machine: TerminalMachine = {
    folder,
    async run(line, { stdin = '', environment: more = {} } = {}) {
      const child = spawn(process.execPath, [program, ...wordsOf(line)], { env: { ...environment, ...more } });
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
    async startAgent() {
      const child = spawn(process.execPath, [program, 'agent'], {
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = once(child, 'exit');
      const kill = async (signal: NodeJS.Signals) => {
        child.kill(signal);
        await ended;
      };
      agents.push(() => kill('SIGTERM'));
      await once(child.stderr, 'data');
      child.stderr.resume();
      return { pid: child.pid, kill };
    },
    async remove() {
      for (const stop of agents) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return machine;
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
