import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { inDesktopSession } from '../../build/steps/session.mjs';

/** `npm run bench`: every benchmark of this folder, one after the other; `npm run bench -- open` only that one. */
const here = import.meta.dirname;
const wanted = process.argv.slice(2);
for (const file of globSync('*.ts', { cwd: here }).toSorted()) {
  const name = file.slice(0, -3);
  if (name === 'run' || (wanted.length > 0 && !wanted.includes(name))) continue;
  console.log(`\n${name}`);
  const [program = '', ...parameters] = inDesktopSession([process.execPath, join(here, file)]);
  if (spawnSync(program, parameters, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
}
