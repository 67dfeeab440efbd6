import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/steps/places.mjs';

const path = join(root, 'test/bench/RESULTS.md');

/** Puts a section into RESULTS.md, in place of the one with this heading. */
export function writeResults(heading: string, lines: readonly string[]): void {
  const [head = '', ...sections] = readFileSync(path, 'utf8').split(/^(?=## )/m);
  const section = [`## ${heading}`, '', ...lines, ''].join('\n');
  const at = sections.findIndex((each) => each.startsWith(`## ${heading}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = at < sections.length - 1 ? `${section}\n` : section;
  writeFileSync(
    path,
    [head, ...sections]
      .map((each) => each.trimEnd())
      .join('\n\n')
      .concat('\n'),
  );
}
