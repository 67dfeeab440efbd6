import { test } from '@playwright/test';
import { createBeside } from '../../support/e2e/machine.ts';
import { walkTheStory } from '../../support/e2e/story.ts';
import { electronProgram, freshMachine, launch } from '../../support/window.ts';

test.skip(electronProgram === null, 'no Electron runtime');

test('the whole story, in the window', async () => {
  const machine = freshMachine();
  const app = await launch(machine, { options: ['--sample'] });
  try {
    await walkTheStory(await app.firstWindow(), createBeside(machine));
  } finally {
    await app.close();
  }
});
