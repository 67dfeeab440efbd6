import { electronFlags, fetchElectron, hasDisplay } from './steps/electron.mjs';
import { installPackages } from './steps/packages.mjs';
import { at, modernNode } from './steps/places.mjs';
import { handOver, run } from './steps/run.mjs';
import { say } from './steps/say.mjs';

/**
 * `npm start`: installs and builds what is missing, then starts the app with its own cloud and sample data;
 * `npm start -- --empty` begins with an empty cloud.
 */
console.log('Greenroom');
await installPackages();
const { ok } = await run(modernNode(), [at('build', 'bundle.ts')]);
if (!ok) process.exit(1);

const options = process.argv.includes('--empty') ? ['--empty'] : ['--sample'];
const electron = await electronForWindow();
// Chromium tells the terminal about every part of a desktop that it misses; nobody can do anything about it.
if (electron) handOver(electron, [...electronFlags(), '--log-level=3', at(), ...options]);
else handOver(modernNode(), [at('main', 'hosts', 'web', 'main.ts'), ...options]);

/** Electron, where a window can be shown; else null, with a line that says why the app comes as a local page. */
async function electronForWindow() {
  const program = hasDisplay() ? await fetchElectron() : null;
  if (!hasDisplay()) say('There is no display here.');
  if (!program) say('The same app comes as a local web page instead:');
  else if (electronFlags().length > 0) say('Running as root: Electron’s own sandbox is off.');
  return program;
}
