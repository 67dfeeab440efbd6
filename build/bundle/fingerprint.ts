import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { at } from '../steps/places.mjs';

/** One hash over all files a target is made of, the locked packages and the bundler itself included. */
export function fingerprint(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const input of [...inputs, 'build/bundle', 'package-lock.json']) {
    for (const file of filesUnder(input)) hash.update(`${file}\0`).update(readFileSync(at(file)));
  }
  return hash.digest('hex');
}

export const sameAsBefore = (target: string, now: string) =>
  existsSync(noteOf(target)) && readFileSync(noteOf(target), 'utf8') === now;

export function keepFingerprint(target: string, now: string): void {
  mkdirSync(at('dist', '.made-from'), { recursive: true });
  writeFileSync(noteOf(target), now);
}

const noteOf = (target: string) => at('dist', '.made-from', target);

const filesUnder = (path: string) =>
  statSync(at(path)).isDirectory()
    ? globSync(`${path}/**/*.*`, { cwd: at() })
        .filter((file) => statSync(at(file)).isFile())
        .toSorted()
    : [path];
