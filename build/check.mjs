import { checks, vitest } from './steps/checks.mjs';
import { installPackages } from './steps/packages.mjs';
import { createTally, readVitest } from './steps/tally.mjs';

/** `npm run check`: format, types, lint, dead code, unit and contract tests. */
console.log('Checking Greenroom');
await installPackages();
const tally = createTally();
for (const [name, command] of checks) await tally.check(name, [...command]);
await tally.suite('unit', vitest('unit'), readVitest);
await tally.suite('contract', vitest('contract'), readVitest);
tally.finish();
