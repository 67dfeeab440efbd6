import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Line = Record<string, unknown>;

/** A process under test that speaks JSON lines on standard output. */
export interface TestProcess {
  pid: number | undefined;
  lines: Line[];
  /** The first line, said already or to come, that matches. */
  line(matches: (line: Line) => boolean): Promise<Line>;
  kill(signal?: NodeJS.Signals): void;
  ended: Promise<unknown>;
  /** What it wrote to standard error until it ended. */
  failure(): Promise<string>;
}

/** Starts a process under test. */
export function startProcess(command: string, args: string[], options: SpawnOptions = {}): TestProcess {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, 'close').then(() => {
    for (const look of waiting) look();
  });
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(JSON.parse(line) as Line);
      for (const look of waiting) look();
    });
  return {
    pid: child.pid,
    lines,
    line(matches) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(matches);
          if (found) resolve(found);
          else if (child.exitCode !== null || child.signalCode !== null)
            reject(new Error(`ended without saying it\n${JSON.stringify(lines)}\n${errors}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      });
    },
    kill: (signal = 'SIGKILL') => void child.kill(signal),
    ended,
    async failure() {
      await ended;
      return errors;
    },
  };
}
