import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';

const { products, shell } = text.window;

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

const chart = (page: Page) => page.getByRole('slider', { name: products.usage.chart });

test('L7: a manager sees seats, people, ends and use over time of each edition, with the keyboard alone', async ({
  page,
}) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await page
    .getByRole('navigation', { name: shell.navigation })
    .getByRole('link', { name: shell.pages.products })
    .click();
  const list = page.getByRole('grid', { name: products.title });
  await expect(list.getByRole('row').filter({ hasText: 'seats' }).first()).toBeVisible();
  await expect(chart(page)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'products');

  // The list has the focus: arrows choose, and the panel follows.
  await expect(list).toBeFocused();
  const first = await page.getByRole('complementary').getByRole('heading', { level: 2 }).textContent();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).not.toHaveText(first ?? '');

  await chart(page).focus();
  const today = await chart(page).getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  await expect(chart(page)).not.toHaveAttribute('aria-valuetext', today ?? '');
  await page.keyboard.press('End');
  await expect(chart(page)).toHaveAttribute('aria-valuetext', today ?? '');

  await page.getByRole('button', { name: products.showLicenses }).click();
  await expect(page.getByRole('heading', { level: 1, name: text.window.licenses.title })).toBeVisible();
});

test('L7: somebody who manages nothing does not see it', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'jo@northlight.example');
  await page.goto(new URL('/products', cloud.url).href);
  await expect(page.getByRole('button', { name: products.toLicenses })).toBeVisible();
});
