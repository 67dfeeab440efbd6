import { expect, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';
import { expectSmooth } from '../../support/e2e/smooth.ts';

const lists = [
  {
    what: 'L2: a picker of 5 000 licenses',
    at: '?scene=many#/picker',
    name: text.window.picker.label,
    shows: /5000 licenses/,
  },
  {
    what: 'L6: a table of 5 000 licenses',
    at: '?scene=managed&list=all#/licenses',
    name: text.window.licenses.title,
    shows: null,
  },
];

let server: PreviewServer;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const configFile = at('test', 'support', 'preview', 'vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
});
test.afterAll(() => server.close());

for (const list of lists) {
  test(`${list.what} scrolls smoothly, fetches on the way, and draws only what is seen`, async ({ page }) => {
    await page.goto(`${server.resolvedUrls?.local[0]}${list.at}`);
    const grid = page.getByRole('grid', { name: list.name });
    if (list.shows) await expect(page.getByPlaceholder(list.shows)).toBeVisible({ timeout: 60_000 });
    await expect(grid.getByRole('row').nth(5)).toBeVisible({ timeout: 60_000 });
    await expectSmooth(page, grid);
  });
}
