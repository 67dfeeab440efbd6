import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type Beside, createBeside } from '../../support/e2e/machine.ts';
import { pickRecommended, signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { account, overview, portal, shell, signIn } = text.window;
const email = 'ingrid@northlight.example';
const hostile = '<img src=x onerror="document.title=1">';

let local: Awaited<ReturnType<typeof startLocalPage>>;
let beside: Beside;

test.beforeEach(async ({ page }) => {
  const machine = freshMachine();
  local = await startLocalPage(machine);
  beside = createBeside(machine);
  await page.goto(local.address);
  await signInAsSample(page);
});
test.afterEach(() => local.stop());

/** Another browser, at the address of the cloud. */
async function openPortal(browser: Browser, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(new URL(path, await beside.cloudUrl()).href);
  return page;
}

async function signInWith(page: Page, password: string): Promise<void> {
  await page.getByLabel(signIn.email).fill(email);
  await page.getByLabel(signIn.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: signIn.submit, exact: true }).click();
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account and settings/ }).click();
  // Mails about ends send people there, wherever they work (L10).
  await expect(page.getByRole('menuitem', { name: shell.pages.calendar })).toBeVisible();
  await page.getByRole('menuitem', { name: shell.pages.account }).click();
  await expect(page.getByRole('heading', { name: account.title })).toBeVisible();
}

/** Of the newest mail with this subject. */
async function linkInOutbox(page: Page, subject: string): Promise<string> {
  await page.goto(new URL('/outbox', page.url()).href);
  await page.getByRole('button', { name: subject }).first().click();
  const href = await page.getByRole('article').getByRole('link').first().getAttribute('href');
  return href ?? '';
}

test('A2, A3, A4, A7, T2: name, sessions, default organization and password, in the app and in the portal', async ({
  page,
  browser,
}) => {
  await pickRecommended(page);
  const other = await openPortal(browser, '/');
  await other.getByRole('button', { name: signIn.continueAs('Ingrid Aas') }).click();
  await expect(other.getByRole('heading', { name: overview.title })).toBeVisible();

  await test.step('a name that looks like markup is text, and saves by itself', async () => {
    await openAccount(other);
    const field = other.getByRole('textbox', { name: account.name });
    await field.fill(hostile);
    await field.press('Enter');
    await expect(other.getByText(account.saved)).toBeVisible();
    await expect(other.getByRole('button', { name: shell.personMenu(hostile) })).toBeVisible();
    await field.fill('');
    await expect(other.getByText(account.nameBad)).toBeVisible();
    await field.fill('Ingrid Aas');
    await field.blur();
    await expect(other.getByRole('button', { name: shell.personMenu('Ingrid Aas') })).toBeVisible();
    expect(await other.locator('img').count()).toBe(0);
    await expectAccessible(other, 'account in the portal');
  });

  await test.step('another default organization, where one works from then on', async () => {
    await other.getByRole('button', { name: account.makeDefaultOf('Fjord Broadcast') }).click();
    await expect(other.getByRole('button', { name: shell.switcher('Fjord Broadcast') })).toBeVisible();
  });

  await test.step('the app ends the session of the browser', async () => {
    await openAccount(page);
    await page.getByRole('button', { name: account.endOf('Chrome') }).click();
    await page.getByRole('dialog').getByRole('button', { name: account.endConfirm }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByText(account.current)).toBeVisible();
    await other.reload();
    await expect(other.getByRole('heading', { name: signIn.portalTitle })).toBeVisible();
  });

  await test.step('the app changes the password, lands signed out, and its lease goes on', async () => {
    await page.getByLabel(account.old).fill('not my password');
    await page.getByLabel(account.new).fill('a whole new password');
    await page.getByRole('button', { name: account.changePassword }).click();
    await expect(page.getByText(account.oldWrong)).toBeVisible();
    await page.getByLabel(account.old).fill('ready-for-air');
    await page.getByRole('button', { name: account.changePassword }).click();
    await expect(page.getByRole('heading', { name: signIn.title })).toBeVisible();
    await expect(page.getByText(signIn.why['ended-elsewhere'] ?? '')).toBeVisible();
    await expect(page.getByText(account.changedBody)).toBeVisible();
    expect(await beside.held()).toHaveLength(1);
    expect(await beside.heartbeat()).toHaveLength(1);
  });

  await test.step('the old password is no good any more, the new one is', async () => {
    await other.reload();
    await signInWith(other, 'ready-for-air');
    await expect(other.getByText(/is not right/)).toBeVisible();
    await signInWith(other, 'a whole new password');
    await expect(other.getByRole('heading', { name: account.title })).toBeVisible();
    await expect(other.getByRole('button', { name: shell.switcher('Fjord Broadcast') })).toBeVisible();
  });

  await test.step('signing in anywhere lands on the Overview of the default organization', async () => {
    const third = await openPortal(browser, '/');
    await signInWith(third, 'a whole new password');
    await expect(third.getByRole('heading', { name: overview.title })).toBeVisible();
    await expect(third.getByRole('button', { name: shell.switcher('Fjord Broadcast') })).toBeVisible();
  });
});

test('A3: signing out asks whether to release the license of this machine, too; suggested is yes', async ({ page }) => {
  await pickRecommended(page);
  const dialog = page.getByRole('dialog');
  const release = dialog.getByRole('checkbox', { name: shell.signOutRelease(1) });
  const ask = async () => {
    await page.getByRole('button', { name: /account and settings/ }).click();
    await page.getByRole('menuitem', { name: shell.signOut }).click();
    await expect(release).toBeChecked();
  };
  const leave = async () => {
    await dialog.getByRole('button', { name: shell.signOutNow }).click();
    await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible();
  };

  await ask();
  await expect(dialog.getByRole('button', { name: shell.stay })).toBeFocused();
  await expectAccessible(page, 'signing out');
  await release.uncheck();
  await leave();
  expect(await beside.held()).toHaveLength(1);

  await page.getByRole('button', { name: signIn.continueAs('Ingrid') }).click();
  await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
  await ask();
  await leave();
  expect(await beside.held()).toEqual([]);
});

test('A3: a forgotten password is set anew with the link in the mail, once', async ({ page, browser }) => {
  const other = await openPortal(browser, '/?next=//evil.example');
  await other.getByRole('button', { name: signIn.forgot }).click();
  await expect(other.getByRole('heading', { name: account.reset.title })).toBeVisible();
  await expectAccessible(other, 'asking for a link');
  await other.getByLabel(signIn.email).fill('nobody@northlight.example');
  await other.keyboard.press('Enter');
  await expect(other.getByText(account.reset.sentBody('nobody@northlight.example'))).toBeVisible();
  await other.getByRole('button', { name: account.reset.another }).click();
  await other.getByLabel(signIn.email).fill(email);
  await other.keyboard.press('Enter');
  await expect(other.getByText(account.reset.sentBody(email))).toBeVisible();
  await other.getByRole('button', { name: account.reset.outbox }).click();
  await expect(other.getByRole('heading', { name: portal.outbox.title })).toBeVisible();
  await expect(other.getByRole('button', { name: text.mails.resetLink.subject })).toHaveCount(1);

  const link = await linkInOutbox(other, text.mails.resetLink.subject);
  expect(new URL(link).origin).toBe(new URL(await beside.cloudUrl()).origin);
  await other.goto(link);
  await expect(other.getByLabel(account.new)).toBeVisible();
  await expectAccessible(other, 'setting a new password');
  await other.getByLabel(account.new).fill('a whole new password');
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: signIn.portalTitle })).toBeVisible();
  await expect(other.getByText(account.reset.doneBody)).toBeVisible();
  expect(other.url()).toBe(new URL('/', link).href);
  await signInWith(other, 'a whole new password');
  await expect(other.getByRole('heading', { name: overview.title })).toBeVisible();

  await test.step('the link is used up, and a new one can be asked for', async () => {
    await other.goto(link);
    await expect(other.getByText(account.link.ended)).toBeVisible();
    await other.getByRole('button', { name: account.reset.askAgain }).click();
    await expect(other.getByRole('heading', { name: account.reset.title })).toBeVisible();
  });
  await test.step('a security mail says so, and the app is signed out at its next call', async () => {
    await linkInOutbox(other, text.mails.passwordChanged.subject);
    await page.evaluate(() => location.assign('#/account'));
    await expect(page.getByRole('heading', { name: signIn.title })).toBeVisible();
    await page.getByRole('button', { name: signIn.byPassword }).click();
    await expect(page.getByRole('button', { name: signIn.forgot })).toBeVisible();
  });
});
