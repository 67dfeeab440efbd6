import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In memory where the machine has such a place, so that no disk is measured; the same for all who are compared. */
export const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface BenchFolder {
  path: string;
  at(...names: string[]): string;
  [Symbol.dispose](): void;
}

/** A folder that everybody may read, gone when it is done with. */
export function benchFolder(): BenchFolder {
  const path = mkdtempSync(join(place, 'greenroom-bench-'));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return { path, at: (...names) => join(path, ...names), [Symbol.dispose]: remove };
}
