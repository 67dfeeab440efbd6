import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible, showTheme } from '../../support/e2e/axe.ts';
import { waitForSampleReleases } from '../../support/e2e/downloads.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { pickRecommended, signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { shell, signIn } = text.window;
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
];
const pages = [
  'picker',
  'overview',
  'licenses',
  'downloads',
  'downloads',
  'offline',
  'machines',
  'machines/rooms',
  'calendar',
  'account',
  'documentation',
  'support',
  'settings',
] as const;

/**
 * Pictures of what is shown in both themes and sizes, for whoever reviews them. Axe takes its time, so it looks at the
 * wide window in dark and at the narrow one in light: every theme and every layout once.
 */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      // What the pointer happens to rest on would show its tooltip, half faded in.
      await page.mouse.move(0, 0);
      await page.waitForTimeout(300);
      await page.screenshot({
        path: `test-results/pages/${name.replace('/', '-')}-${size.width}-${theme}.png`,
        animations: 'disabled',
      });
      const isLookedAt = (theme === 'dark') === (size.width === sizes[0]?.width);
      if (isLookedAt) await expectAccessible(page, `${name} ${theme} ${size.width}`);
    }
  }
}

test('every page is accessible in both themes, wide and narrow', async ({ page }) => {
  test.setTimeout(480_000);
  const machine = { ...freshMachine(), GREENROOM_SAMPLE_RELEASES: 'small' };
  const local = await startLocalPage(machine);
  try {
    await page.goto(local.address);
    await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
    await look(page, 'sign-in');
    await page.setViewportSize({ width: 1280, height: 800 });
    await signInAsSample(page);
    await look(page, 'picker-empty-machine');
    await page.setViewportSize({ width: 1280, height: 800 });
    await pickRecommended(page);
    await waitForSampleReleases(createBeside(machine));
    for (const name of pages) {
      await page.evaluate((wanted) => location.assign(`#/${wanted}`), name);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText(shell.notFoundTitle)).toBeHidden();
      await page.waitForTimeout(500);
      await look(page, name);
    }
  } finally {
    await local.stop();
  }
});

test('our styles are read after Mantine’s, however the page is cut into files', async ({ page }) => {
  const local = await startLocalPage(freshMachine());
  try {
    await page.goto(local.address);
    await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
    const [first, ...others] = await page.evaluate(() =>
      [...document.styleSheets]
        .filter(({ href }) => href !== null)
        .map(({ cssRules }) => [...cssRules].some(({ cssText }) => /^\.m_[0-9a-f]+/.test(cssText))),
    );
    expect(first).toBe(true);
    expect(others.length).toBeGreaterThan(1);
    expect(others).not.toContain(true);
  } finally {
    await local.stop();
  }
});
