import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';

const { organization, shell } = text.window;
const { log } = organization;
const evil = '<img src=x onerror="document.title=1">';

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

const signInAs = (page: Page, email: string) => signInAtPortal(page, cloud.url, email);
const open = (page: Page) =>
  page
    .getByRole('navigation', { name: shell.navigation })
    .getByRole('link', { name: shell.pages.organization })
    .click();
const tab = (page: Page, name: string) => page.getByRole('radiogroup').locator('label').filter({ hasText: name });
const list = (page: Page) => page.getByRole('grid', { name: organization.tab.audit });

test('T8, T10: an Owner changes details and company data; the audit log says what, and takes it along', async ({
  page,
}) => {
  await signInAs(page, 'amara@northlight.example');
  await open(page);
  await page.getByLabel(organization.leaseHours).fill('48');
  const save = page.getByRole('button', { name: organization.save });
  await save.first().click();
  await expect(page.getByText(organization.saved).first()).toBeVisible();
  await page.getByLabel(organization.legalName).fill(evil);
  const saved = page.waitForResponse((response) => response.url().endsWith('/organization/updateCompany'));
  await save.last().click();
  await saved;
  await expect(save.last()).toBeDisabled();
  await expectAccessible(page, 'details');

  await tab(page, organization.tab.audit).click();
  const rows = list(page).getByRole('row');
  await expect(rows.filter({ hasText: 'Changed the legal name' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'Changed how long an online lease is good for' })).toHaveCount(1);
  // What somebody typed is text.
  await expect(page.getByText(evil)).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expectAccessible(page, 'audit');

  await page.getByRole('textbox', { name: log.filter }).fill('48');
  await expect(rows.filter({ hasText: 'Changed' })).toHaveCount(1);
  await expect(page).toHaveURL(/organization\/audit\?text=48$/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: log.filter })).toHaveValue('48');
  await expect(rows.filter({ hasText: 'Changed' })).toHaveCount(1);

  await page.getByRole('button', { name: text.window.parts.export.button }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: text.window.parts.export.as.csv }).click();
  const written = await readFile(await (await coming).path(), 'utf8');
  expect(written.trim().split('\r\n')).toHaveLength(2);
  expect(written).toContain(',organization.update,');
  await page.getByRole('button', { name: log.clear }).click();
  await expect(page).toHaveURL(/organization\/audit$/);
});

test('T8: a Manager sees it and changes nothing', async ({ page }) => {
  await signInAs(page, 'ingrid@northlight.example');
  await open(page);
  await expect(page.getByText(organization.ownerOnly)).toHaveCount(2);
  await expect(page.getByRole('button', { name: organization.save })).toHaveCount(0);
  await page.goto(new URL('/organization/audit?kind=machines&from=2000-01-01&to=2000-01-02', cloud.url).href);
  await expect(page.getByText(log.nothingTitle)).toBeVisible();
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page, 'nothing found');
});

test('T8, T10: somebody who manages nothing does not see it', async ({ page }) => {
  await signInAs(page, 'hanna@northlight.example');
  await page.goto(new URL('/organization/audit', cloud.url).href);
  await expect(page.getByText(organization.notYoursTitle('Northlight Studios'))).toBeVisible();
});
