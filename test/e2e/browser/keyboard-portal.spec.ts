import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { enter, expectClosed, tabTo } from '../../support/e2e/keyboard.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';

const { account, overview, person, shell, signIn, support, team } = text.window;
const email = 'marte@northlight.example';
const newPassword = 'a whole new password';

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const toPage = (page: Page, name: string) =>
  enter(page, page.getByRole('navigation', { name: shell.navigation }).getByRole('link', { name, exact: true }));

async function signInByKeys(page: Page, password: string): Promise<void> {
  await tabTo(page, page.getByLabel(signIn.email));
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel(signIn.password, { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

test('A3, T3, T11, L6, O3: a Manager’s day in the portal with the keyboard alone', async ({ page }) => {
  await test.step('signs in', async () => {
    await page.goto(cloud.url);
    await signInByKeys(page, 'ready-for-air');
    await expect(page.getByRole('heading', { level: 1, name: overview.title })).toBeVisible();
  });

  await test.step('T3: invites two', async () => {
    await toPage(page, shell.pages.team);
    await enter(page, button(page, team.invite));
    await expect(dialog(page).getByLabel(team.addresses)).toBeFocused();
    await page.keyboard.press('Escape');
    await expectClosed(page);
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByLabel(team.addresses)).toBeFocused();
    await page.keyboard.type('kari@pixelbarn.example, per@pixelbarn.example');
    await enter(page, inDialog(page, team.inviteSubmit(2)));
    await expect(page.getByText(team.inviteDone(2))).toBeVisible();
    await expectClosed(page);
  });

  await test.step('T11: opens a person', async () => {
    const people = page.getByRole('grid', { name: team.title });
    await tabTo(page, page.getByRole('textbox', { name: team.filter }));
    await page.keyboard.type('jo berg');
    await expect(people.getByRole('row').filter({ hasText: '@' })).toHaveCount(1);
    await tabTo(page, people);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Jo Berg' })).toBeVisible();
  });

  await test.step('L6: assigns a license, and takes it away again', async () => {
    const given = page.getByRole('listitem').filter({ hasText: 'Graphics Artist' });
    await enter(page, button(page, person.assign));
    await expect(dialog(page).getByLabel(person.search)).toBeFocused();
    await page.keyboard.type('graphics artist');
    await expect(dialog(page).getByText(/Graphics XR/)).toHaveCount(0);
    await tabTo(page, dialog(page).getByRole('checkbox', { name: 'Graphics Artist' }).first());
    await page.keyboard.press('Space');
    await enter(page, inDialog(page, person.assignSubmit(1)));
    await expect(page.getByText(person.assignDone(1, 'Jo Berg'))).toBeVisible();
    await expectClosed(page);
    await expect(given.first()).toContainText(person.idle);

    await enter(page, button(page, person.unassignOf('Graphics Artist')));
    await expect(dialog(page)).toContainText(person.effects.idle);
    await enter(page, inDialog(page, person.unassignConfirm));
    await expect(page.getByText(person.unassignDone(1))).toBeVisible();
    await expectClosed(page);
  });

  await test.step('O3: writes a support ticket', async () => {
    await toPage(page, shell.pages.support);
    await enter(page, button(page, support.create).first());
    await expect(page.getByLabel(support.ask.subject)).toBeFocused();
    await page.keyboard.type('The wall stays black');
    await tabTo(page, page.getByLabel(support.ask.description));
    await page.keyboard.type('Since the last update, on the third machine.');
    await enter(page, button(page, support.ask.submit));
    await expect(page.getByText(support.ask.done)).toBeVisible();
    await expectClosed(page);
    await expect(page.getByText('The wall stays black').first()).toBeVisible();
  });

  await test.step('A3: changes the password, and signs in with it', async () => {
    await enter(page, page.getByRole('button', { name: shell.personMenu('Marte Lindqvist') }));
    const item = page.getByRole('menuitem', { name: shell.pages.account });
    await expect(item).toBeVisible();
    // Before it is in the menu, an arrow moves nothing.
    await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
    for (let at = 0; at < 9 && !(await item.evaluate((each) => each === document.activeElement)); at++)
      await page.keyboard.press('ArrowDown');
    await expect(item).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: account.title })).toBeVisible();
    await tabTo(page, page.getByLabel(account.old));
    await page.keyboard.type('ready-for-air');
    await tabTo(page, page.getByLabel(account.new));
    await page.keyboard.type(newPassword);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: signIn.portalTitle })).toBeVisible();
    await signInByKeys(page, newPassword);
    await expect(page.getByRole('button', { name: shell.personMenu('Marte Lindqvist') })).toBeVisible();
  });
});
