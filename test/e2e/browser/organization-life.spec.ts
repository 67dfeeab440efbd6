import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';

const { notifications, organization, overview, portal, shell, team } = text.window;
const evil = 'Fjell <img src=x onerror="document.title=1">';

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

const open = (page: Page) =>
  page
    .getByRole('navigation', { name: shell.navigation })
    .getByRole('link', { name: shell.pages.organization })
    .click();
const tab = (page: Page, name: string) => page.getByRole('radiogroup').locator('label').filter({ hasText: name });
const goTo = (page: Page, path: string) => page.goto(new URL(path, cloud.url).href);

test('T8, T9: an organization from its making to its closing: rules, addresses that are told, and the mail with its way out', async ({
  page,
  browser,
}) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');

  await test.step('T8: made from the account page, and worked in at once', async () => {
    await goTo(page, '/account');
    await page.getByRole('button', { name: organization.create }).first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel(organization.name, { exact: true })).toBeFocused();
    await expectAccessible(page, 'create');
    // With the keyboard alone: the name has the focus.
    await page.keyboard.type(evil);
    await page.keyboard.press('Enter');
    await expect(page.getByText(organization.created(evil))).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: shell.switcher(evil) })).toBeVisible();
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
  });

  await test.step('T8: the simple set is refused while somebody is invited as Editor, and then taken', async () => {
    await goTo(page, '/team');
    await page.getByRole('button', { name: team.invite }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(team.addresses).fill('kim@fjell.example');
    await dialog.getByRole('combobox', { name: team.role }).click();
    await page
      .getByRole('listbox')
      .getByRole('option', { name: text.roleName('editor', 'full') })
      .click();
    await dialog.getByRole('button', { name: team.inviteSubmit(1) }).click();
    await expect(page.getByText(team.inviteDone(1))).toBeVisible();

    await open(page);
    await page.getByLabel(organization.roleSets.simple).check();
    await page.getByLabel(organization.days(60)).uncheck();
    await page.getByRole('button', { name: organization.save }).first().click();
    await expect(page.getByRole('alert').getByText('kim@fjell.example')).toBeVisible();
    await expectAccessible(page, 'refused');

    await goTo(page, '/team');
    await page.getByRole('row').filter({ hasText: 'kim@fjell' }).click();
    await page.getByRole('button', { name: team.cancel }).click();
    await page.getByRole('dialog').getByRole('button', { name: team.cancelConfirm }).click();
    await expect(page.getByRole('row').filter({ hasText: 'kim@fjell' })).toHaveCount(0);

    await open(page);
    await page.getByLabel(organization.roleSets.simple).check();
    await page.getByLabel(organization.days(60)).uncheck();
    await page.getByRole('button', { name: organization.save }).first().click();
    await expect(page.getByText(organization.saved).first()).toBeVisible();
    await expect(page.getByText(organization.buyersOf.managers(text.roleName('manager', 'simple')))).toBeVisible();
  });

  await test.step('T9: an address without an account is told, tried with a test mail', async () => {
    await tab(page, organization.tab.notifications).click();
    await page.getByRole('button', { name: notifications.add }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(notifications.addresses).first().fill('Desk <desk@fjell.example>, nobody');
    await expect(dialog.getByText(notifications.verdicts['not-an-address'])).toBeVisible();
    await expectAccessible(page, 'add addresses');
    await dialog.getByRole('button', { name: notifications.submit(1) }).click();
    await page.getByRole('button', { name: notifications.testOf('desk@fjell.example') }).click();
    await expect(page.getByText(notifications.tested('desk@fjell.example'))).toBeVisible();
    await page.emulateMedia({ colorScheme: 'light' });
    await expectAccessible(page, 'notifications, light');
    await page.emulateMedia({ colorScheme: 'dark' });
  });

  await test.step('T9: the mail is found in the outbox, and its link unsubscribes somebody who is not signed in', async () => {
    const reader = await (await browser.newContext()).newPage();
    await goTo(reader, '/outbox');
    await reader.getByRole('textbox', { name: portal.outbox.search }).fill('desk@fjell test');
    const mails = reader.getByRole('list', { name: portal.outbox.choose }).getByRole('listitem');
    await expect(mails).toHaveCount(1);
    await expect(reader.locator('img[src="x"]')).toHaveCount(0);
    await expectAccessible(reader, 'outbox');
    await reader.getByText(portal.outbox.asText, { exact: true }).click();
    await expect(reader.locator('pre')).toContainText(evil);
    await reader.getByText(portal.outbox.asHtml, { exact: true }).click();
    await reader.getByRole('link', { name: /\/unsubscribe\// }).click();
    await expect(reader.getByText(notifications.link.subscribed('desk@fjell.example', evil))).toBeVisible();
    await expectAccessible(reader, 'unsubscribe');
    await reader.getByRole('button', { name: notifications.link.unsubscribe }).click();
    await expect(reader.getByText(notifications.link.done('desk@fjell.example', evil))).toBeVisible();
    await reader.context().close();
    await page.reload();
    await expect(page.getByText(notifications.unsubscribedState)).toBeVisible();
  });

  await test.step('T8: closed with its name, after what that ends; the Owner works in another one then', async () => {
    await open(page);
    await page.getByRole('button', { name: organization.endButton }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(organization.close.people(1))).toBeVisible();
    const confirm = dialog.getByRole('button', { name: organization.close.confirm });
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel(organization.close.typed(evil)).fill('Fjell');
    await expect(confirm).toBeDisabled();
    await expectAccessible(page, 'close');
    await dialog.getByLabel(organization.close.typed(evil)).fill(evil);
    await confirm.click();
    await expect(page.getByText(organization.close.done(evil))).toBeVisible();
    await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('Northlight Studios');
  });
});
