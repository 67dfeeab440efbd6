import { spawnSync } from 'node:child_process';

const script = new URL('./dying-process.ts', import.meta.url).pathname;

export interface Walked {
  signal: NodeJS.Signals | null;
  stderr: string;
  /** The last that was said under a word. */
  said: ReadonlyMap<string, string | undefined>;
  /** The same as a number; 0 when nothing was said. */
  last(word: string): number;
}

/** Runs a walk of the dying process until it kills itself before a step of its writing; 0: never. */
export function walk(folder: string, name: 'network' | 'files' | 'return' | 'renewIdentity', dieAt: number): Walked {
  const { signal, stdout, stderr } = spawnSync(process.execPath, [script], {
    env: { ...process.env, GREENROOM_STATE: folder, GREENROOM_WALK: name, GREENROOM_DIE_AT: String(dieAt) },
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string | undefined]);
  const said = new Map(lines);
  return { signal, stderr, said, last: (word) => Number(said.get(word) ?? 0) };
}
