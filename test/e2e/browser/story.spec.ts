import { test } from '@playwright/test';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { walkTheStory } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

test('the whole story, in the local web page', async ({ page }) => {
  const machine = freshMachine();
  const local = await startLocalPage(machine);
  try {
    await page.goto(local.address);
    await walkTheStory(page, createBeside(machine));
  } finally {
    await local.stop();
  }
});
