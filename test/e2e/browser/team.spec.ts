import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';

const { overview, portal, shell, signIn, team } = text.window;

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

async function openPortal(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(new URL(path, cloud.url).href);
  return page;
}

test('T3, T4, T5, T6, T11, A1: a manager invites, one joins with a license, gets another role, and is removed', async ({
  browser,
}) => {
  const page = await openPortal(browser, '/team');
  await page.getByRole('button', { name: signIn.continueAs('Ingrid Aas') }).click();
  await expect(page.getByRole('grid', { name: team.title })).toBeVisible();

  await test.step('invite two by keyboard; each address says what will happen to it', async () => {
    await page.getByRole('grid', { name: team.title }).focus();
    await page.keyboard.press('i');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel(team.addresses)).toBeFocused();
    await page.keyboard.type(
      'Kari Moen <kari@pixelbarn.example>, jo@northlight.example, nobody\nper@pixelbarn.example',
    );
    await expect(dialog.getByText(team.verdicts['is-member'])).toBeVisible();
    await expect(dialog.getByText(team.verdicts['not-an-address'])).toBeVisible();
    await dialog.getByLabel(team.licensesLabel).click();
    await page
      .getByRole('option', { name: /Graphics XR/ })
      .first()
      .click();
    await dialog.getByRole('button', { name: team.inviteSubmit(2) }).click();
    await expect(page.getByText(team.inviteDone(2))).toBeVisible();
  });

  await test.step('the search is in the address', async () => {
    await page.getByRole('textbox', { name: team.filter }).fill('pixelbarn');
    await expect(page).toHaveURL(/find=pixelbarn/);
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: 'pixelbarn' })).toHaveCount(2);
    await expectAccessible(page, 'team');
  });

  await test.step('cancel one', async () => {
    await page.getByRole('row').filter({ hasText: 'per@pixelbarn' }).click();
    await page.getByRole('button', { name: team.cancel }).click();
    await page.getByRole('dialog').getByRole('button', { name: team.cancelConfirm }).click();
    await expect(page.getByRole('row').filter({ hasText: 'pixelbarn' })).toHaveCount(1);
  });

  const kari = await test.step('the other joins through the link of the mail', async () => {
    const outbox = await openPortal(browser, '/outbox');
    await outbox.getByRole('button', { name: /kari@pixelbarn/ }).click();
    const link = (
      await outbox
        .getByText(/\/invitation\/I-/)
        .first()
        .innerText()
    ).match(/http\S+invitation\/\S+/)?.[0];
    const other = await openPortal(browser, link ?? '');
    await other.getByLabel(portal.invitation.firstName).fill('Kari');
    await other.getByLabel(portal.invitation.lastName).fill('Moen');
    await other.getByLabel(portal.invitation.password, { exact: true }).fill('a barn full of pixels');
    await other.getByLabel(portal.invitation.terms).check();
    await other.getByLabel(portal.invitation.privacy).check();
    await other.getByRole('button', { name: portal.invitation.signUp }).click();
    await expect(other.getByRole('heading', { name: overview.title })).toBeVisible();
    return other;
  });

  await test.step('she is in the list with her license; her role is changed by its tag', async () => {
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: 'Kari Moen' });
    await expect(row).toContainText(team.licenses(1));
    await row.click();
    await row.getByRole('combobox', { name: team.roleOf('Kari Moen') }).selectOption('editor');
    await expect(page.getByText(team.roleDone('Kari Moen', text.roleName('editor', 'full')))).toBeVisible();
  });

  await test.step('removed, she keeps her account and belongs nowhere', async () => {
    await page.getByRole('button', { name: team.remove }).click();
    await page.getByRole('dialog').getByRole('button', { name: team.removeConfirm, exact: true }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Kari Moen' })).toHaveCount(0);
    await kari.reload();
    await expect(kari.getByRole('button', { name: shell.personMenu('Kari Moen') })).toBeVisible();
    await expect(kari.getByText('Northlight Studios')).toHaveCount(0);
  });
});
