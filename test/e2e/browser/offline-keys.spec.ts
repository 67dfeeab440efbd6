import { expect, type Page, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';
import { expectAccessible } from '../../support/e2e/axe.ts';

const { intake, offline } = text.window;
const configFile = at('test', 'support', 'preview', 'vite.config.ts');

let server: PreviewServer;
test.beforeAll(async () => {
  await build({ configFile, logLevel: 'error' });
  server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
});
test.afterAll(() => server.close());

/** The page over a world in memory. */
async function open(page: Page, scene: string, { theme = 'dark', door = 'window' } = {}): Promise<void> {
  const path = door === 'portal' ? 'offline' : '';
  await page.goto(`${server.resolvedUrls?.local[0]}${path}?scene=${scene}&theme=${theme}&door=${door}#/offline`);
  await expect(page.getByRole('heading', { name: offline.title, level: 1 })).toBeVisible({ timeout: 30_000 });
}

test('the list is worked through with the keyboard alone', async ({ page }) => {
  await open(page, 'offline-intake');
  const grid = page.getByRole('grid', { name: intake.label });
  await expect(page.getByRole('button', { name: intake.issueTo(6, 'E:') })).toBeEnabled();
  while (!(await grid.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: intake.issueTo(5, 'E:') })).toBeVisible();
  await page.keyboard.press(' ');
  // Past the box of all, the box of the row and its license.
  for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
  const days = page.getByRole('combobox', { name: intake.daysOf('OB-1-RENDER-02') });
  await expect(days).toBeFocused();
  await page.keyboard.press('7');
  await expect(days).toHaveValue('7');
  await expect(grid.getByRole('row').filter({ hasText: 'OB-1-RENDER-02' })).toContainText('30 Nov 2026');
  await grid.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog');
  await expect(details).toContainText('Fjord Broadcast');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await grid.focus();
  await page.keyboard.press('Delete');
  await expect(grid.getByRole('row')).toHaveCount(8);
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: intake.issueTo(6, 'E:') })).toBeVisible();
});

test('one license and one length are set for all that is ticked', async ({ page }) => {
  await open(page, 'offline-intake');
  await page.getByRole('button', { name: intake.setForAll }).click();
  await page.getByRole('combobox', { name: intake.forAll.days, exact: true }).click();
  await page
    .getByRole('listbox', { name: intake.forAll.days, exact: true })
    .getByRole('option', { name: offline.length(7) })
    .click();
  await page.getByRole('button', { name: intake.forAll.apply, exact: true }).click();
  const grid = page.getByRole('grid', { name: intake.label });
  await expect(grid.getByText('30 Nov 2026')).toHaveCount(5);
});

const scenes = [
  'offline-intake',
  'offline-empty',
  'offline-busy',
  'offline-trust',
  'offline-signed-out',
  'offline-away',
];
const looks = [
  { width: 1280, height: 800, theme: 'light' },
  { width: 800, height: 600, theme: 'dark' },
  { width: 720, height: 600, theme: 'light' },
];

for (const scene of scenes)
  test(`${scene}: accessible, wide and narrow, and nothing sticks out`, async ({ page }) => {
    for (const { width, height, theme } of looks) {
      await page.setViewportSize({ width, height });
      await open(page, scene, { theme });
      const others = page.getByText(offline.othersShort, { exact: true });
      const sides = (await others.isVisible()) ? [null, others] : [null];
      for (const side of sides) {
        await side?.click();
        await expectAccessible(page, `${scene} ${width} ${theme}`);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(tooWide, `${scene} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });

test('in the portal there is no machine: only files from others', async ({ page }) => {
  await open(page, 'offline-empty', { door: 'portal' });
  await expect(page.getByRole('heading', { name: offline.others })).toBeVisible();
  await expect(page.getByRole('heading', { name: offline.here })).toBeHidden();
  await expect(page.getByText(intake.emptyPortal)).toBeVisible();
  await expectAccessible(page, 'portal');
});
