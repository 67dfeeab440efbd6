import { checks, vitest } from './steps/checks.mjs';
import { installSystemParts } from './steps/debian.mjs';
import { fetchElectron } from './steps/electron.mjs';
import { installPackages } from './steps/packages.mjs';
import { writeFeatures } from './steps/features.mjs';
import { missingParts } from './steps/required.mjs';
import { at } from './steps/places.mjs';
import { inDesktopSession } from './steps/session.mjs';
import { createTally, readPlaywright, readVitest } from './steps/tally.mjs';

/** `npm test`: everything, from the format to the whole story in a real window. */
console.log('Testing Greenroom');
await installSystemParts();
await installPackages();
await fetchElectron();

const tally = createTally();
for (const part of missingParts()) tally.fail(`${part} is required here, and missing`);
for (const [name, command] of checks) await tally.check(name, [...command]);
await tally.check('build', ['node', 'build/bundle.ts']);
for (const project of ['unit', 'contract', 'promises', 'cli']) {
  await tally.suite(project, inDesktopSession(vitest(project)), readVitest);
}
for (const project of ['browser', 'desktop']) {
  const playwright = ['playwright', 'test', '--config', 'test/playwright.config.ts', '--project', project];
  await tally.suite(project, inDesktopSession(playwright), readPlaywright);
}
writeFeatures(at('test-results', 'FEATURES.md'));
tally.finish();
