import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { appCode, steadyStep } from '../../support/app-code.ts';
import { expectAccessible, expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type Beside, createBeside } from '../../support/e2e/machine.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { freshMachine } from '../../support/window.ts';

const { account, portal, shell, signIn, twoFactor } = text.window;
const { card, change, codes, setUp, step } = twoFactor;
/** Somebody of the sample, with a license whose product cannot sign in with two-factor. */
const email = 'jo@northlight.example';
const password = 'ready-for-air';

let local: Awaited<ReturnType<typeof startLocalPage>>;
let beside: Beside;

test.beforeEach(async () => {
  const machine = freshMachine();
  local = await startLocalPage(machine);
  beside = createBeside(machine);
});
test.afterEach(() => local.stop());

async function portalPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
}

async function givePassword(page: Page): Promise<void> {
  await page.getByLabel(signIn.email).fill(email);
  await page.getByLabel(signIn.password, { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: step.title });
  // In the app, where no keychain works, it is asked first where the session may be kept.
  const consent = page.getByRole('button', { name: signIn.consentYes });
  await expect(heading.or(consent)).toBeVisible();
  if (await consent.isVisible()) await consent.click();
  await expect(heading).toBeVisible();
}

const openAccount = async (page: Page) => {
  await page.goto(new URL('/account/sign-in', page.url()).href);
  await expect(page.getByRole('heading', { name: account.title })).toBeVisible();
};

/** In the newest mail of the outbox. */
async function mailedCode(page: Page): Promise<string> {
  const outbox = await page.context().newPage();
  await outbox.goto(new URL('/outbox', page.url()).href);
  await outbox.getByRole('button', { name: text.mails.signInCode.subject }).first().click();
  const words = await outbox.getByRole('article').innerText();
  await outbox.close();
  return /Your code is (\d{6})/.exec(words)?.[1] ?? '';
}

test('A5: on in the portal, used in the app, with a recovery code and a mail, and off', async ({ page, browser }) => {
  await page.goto(local.address);
  // The cloud has an address once it has started.
  await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
  const other = await portalPage(browser);
  const url = await beside.cloudUrl();
  await signInAtPortal(other, url, email);
  await openAccount(other);
  let secret = '';
  let recovery: string[] = [];

  await test.step('it is recommended to Managers and Owners', async () => {
    await expect(other.getByRole('button', { name: card.turnOn })).toBeVisible();
    await expect(other.getByText(card.recommended)).toHaveCount(0);
    const manager = await portalPage(browser);
    await signInAtPortal(manager, url, 'ingrid@northlight.example');
    await openAccount(manager);
    await expect(manager.getByText(card.recommended)).toBeVisible();
    await manager.context().close();
  });

  await test.step('the keyboard alone turns it on, past the licenses that cannot', async () => {
    await other.getByRole('button', { name: card.turnOn }).press('Enter');
    const dialog = other.getByRole('dialog');
    await expect(dialog.getByText('Tracking Live')).toBeVisible();
    await expect(dialog.getByRole('button', { name: setUp.stop })).toBeFocused();
    await expectAccessible(other, 'licenses without two-factor');
    await other.keyboard.press('Tab');
    await other.keyboard.press('Enter');
    await dialog.getByLabel(setUp.password).fill(password);
    await other.keyboard.press('Enter');
    await expect(dialog.getByLabel(setUp.firstCode)).toBeFocused();
    await expectAccessibleInBothThemes(other, 'an app to set up');
    secret = (await dialog.locator('code').first().innerText()).replaceAll(/\s/g, '');
    await other.keyboard.type('000000');
    await other.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await steadyStep();
    await other.keyboard.type(appCode(secret, -1));
    await other.keyboard.press('Enter');
    await expect(dialog.getByRole('heading', { name: codes.title })).toBeVisible();
    recovery = await dialog.getByRole('list', { name: codes.list }).getByRole('listitem').allInnerTexts();
    expect(recovery).toHaveLength(10);
    await expectAccessibleInBothThemes(other, 'recovery codes');
    const saved = other.waitForEvent('download');
    await dialog.getByRole('button', { name: codes.save }).click();
    expect((await saved).suggestedFilename()).toBe(codes.fileName);
    await dialog.getByRole('button', { name: codes.kept }).press('Enter');
    await expect(other.getByText(card.left(10))).toBeVisible();
  });

  await test.step('the app asks for the code after the password', async () => {
    await page.getByRole('button', { name: signIn.byPassword }).click();
    await givePassword(page);
    await expect(page.getByLabel(step.code.totp)).toBeFocused();
    await expectAccessibleInBothThemes(page, 'the second step in the app');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.keyboard.type(appCode(secret));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: shell.personMenu('Jo Berg') })).toBeVisible();
  });

  const third = await portalPage(browser);
  await test.step('the portal takes a recovery code, once', async () => {
    await third.goto(url);
    await givePassword(third);
    expect(await third.context().cookies()).toEqual([]);
    await third.getByRole('button', { name: step.instead.recovery }).click();
    await third.getByLabel(step.code.recovery).fill((recovery[0] ?? '').toLowerCase());
    await third.keyboard.press('Enter');
    await expect(third.getByRole('navigation', { name: shell.navigation })).toBeVisible();
    await openAccount(third);
    await expect(third.getByText(card.left(9))).toBeVisible();
    await expectAccessibleInBothThemes(third, 'two-factor on the account page');
  });

  await test.step('codes by mail beside it, read in the outbox; one of them signs in', async () => {
    await third.getByRole('button', { name: card.addMail }).click();
    const dialog = third.getByRole('dialog');
    await dialog.getByLabel(setUp.password).fill(password);
    await dialog.getByLabel(step.code.totp).fill(appCode(secret, 1));
    await third.keyboard.press('Enter');
    await expect(dialog.getByLabel(setUp.firstCode)).toBeFocused();
    await dialog.getByLabel(setUp.firstCode).fill(await mailedCode(third));
    await third.keyboard.press('Enter');
    await expect(third.getByText(card.mail)).toBeVisible();

    const fourth = await portalPage(browser);
    await fourth.goto(url);
    await givePassword(fourth);
    await fourth.getByRole('button', { name: step.instead.mail }).click();
    await fourth.getByRole('button', { name: step.send }).press('Enter');
    await expect(fourth.getByText(step.sent)).toBeVisible();
    await fourth.getByLabel(step.code.mail).fill(await mailedCode(fourth));
    await fourth.keyboard.press('Enter');
    await expect(fourth.getByRole('navigation', { name: shell.navigation })).toBeVisible();
  });

  await test.step('off again, with the password and a code; then the password is enough', async () => {
    await third.getByRole('button', { name: card.turnOff }).click();
    const dialog = third.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: change.keep })).toBeFocused();
    await expectAccessible(third, 'turning it off');
    await dialog.getByLabel(setUp.password).fill(password);
    await dialog.getByText(twoFactor.methods.recovery, { exact: true }).click();
    await dialog.getByRole('textbox', { name: step.code.recovery }).fill(recovery[1] ?? '');
    await dialog.getByRole('button', { name: change.off }).click();
    await expect(third.getByRole('button', { name: card.turnOn })).toBeVisible();
    await signInAtPortal(await portalPage(browser), url, email);
    await third.goto(new URL('/outbox', url).href);
    await expect(third.getByRole('heading', { name: portal.outbox.title })).toBeVisible();
    for (const { subject } of [text.mails.twoFactor.enabled, text.mails.twoFactor.disabled])
      await expect(third.getByRole('button', { name: subject }).first()).toBeVisible();
  });
});
