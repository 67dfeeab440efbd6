import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { FileOpener } from '../services/ports.ts';

type Command = readonly [string, ...string[]];

/** How each system shows and opens a file; the path is an argument of its own, and no shell ever reads it. */
const systems: Partial<Record<NodeJS.Platform, { reveal(path: string): Command; open(path: string): Command }>> = {
  linux: { reveal: (path) => ['xdg-open', dirname(path)], open: (path) => ['xdg-open', path] },
  darwin: { reveal: (path) => ['open', '-R', path], open: (path) => ['open', path] },
  // Explorer wants the path quoted within the argument, and says 1 where all went well. No path has a quote in it there.
  win32: { reveal: (path) => ['explorer.exe', `/select,"${path}"`], open: (path) => ['explorer.exe', `"${path}"`] },
};

/** Who opens a file is often still there when it is closed. What fails, fails at once. */
const patience = 3_000;

/** Opens files with the programs of the system. Throws `nothing-to-open-with` where there is none. */
export function createFileOpener(platform: NodeJS.Platform = process.platform): FileOpener {
  const system = systems[platform];
  const isQuiet = platform === 'win32';

  function run(command: Command | undefined, path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (cause?: unknown) => reject(new Failure('nothing-to-open-with', { path }, { cause }));
      if (!command) return fail();
      const [program, ...rest] = command;
      const child = spawn(program, rest, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
      const isFine = setTimeout(resolve, patience);
      child.once('error', fail);
      child.once('spawn', () => child.unref());
      child.once('exit', (code) => {
        clearTimeout(isFine);
        if (code === 0 || isQuiet) resolve();
        else fail();
      });
    });
  }

  return {
    reveal: (path) => run(system?.reveal(path), path),
    open: (path) => run(system?.open(path), path),
  };
}
