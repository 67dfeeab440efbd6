import { execFileSync } from 'node:child_process';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type Beside, createBeside } from '../../support/e2e/machine.ts';
import { pickRecommended, signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { license, licenses, overview, picker, portal, release, shell, signIn } = text.window;

let machine: ReturnType<typeof freshMachine>;
let local: Awaited<ReturnType<typeof startLocalPage>>;
let beside: Beside;

test.beforeEach(async ({ page }) => {
  machine = freshMachine();
  local = await startLocalPage(machine);
  beside = createBeside(machine);
  await page.goto(local.address);
  await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
});
test.afterEach(() => local.stop());

/** Another browser, at the address of the cloud. */
async function openPortal(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL(path, await beside.cloudUrl()).href);
  return page;
}
const continueAsSample = (page: Page) => page.getByRole('button', { name: signIn.continueAs('Ingrid Aas') }).click();
const isSignedIn = (page: Page) => expect(page.getByRole('navigation', { name: shell.navigation })).toBeVisible();

test('A8: a code is approved in the portal, and the companion is signed in', async ({ page, browser }) => {
  await beside.terminal.ask('settings update --allow-private-file');
  await page.getByRole('button', { name: signIn.getCode }).click();
  await expect(page.getByRole('heading', { name: signIn.codeTitle })).toBeVisible();
  const status = await beside.terminal.ask<{ session: { pending: { urlWithCode: string } } }>('status show');
  const other = await openPortal(browser, status.session.pending.urlWithCode);
  await continueAsSample(other);
  await other.getByRole('button', { name: portal.device.approve }).click();
  await expect(other.getByText(portal.device.approvedBody)).toBeVisible();
  await expect(page.getByRole('heading', { name: picker.title })).toBeVisible({ timeout: 30_000 });
});

test('A1: the first Owner of a new organization accepts the invitation', async ({ browser }) => {
  const made = execFileSync(
    process.execPath,
    [
      at('cloud', 'main.ts'),
      'organization',
      'create',
      '--name',
      'Pixel Barn',
      '--owner',
      'kari@pixelbarn.example',
      '--json',
    ],
    { env: { ...process.env, ...machine }, encoding: 'utf8' },
  );
  const { url } = JSON.parse(made) as { url: string };
  const page = await openPortal(browser, url);
  await expect(page.getByRole('heading', { name: portal.invitation.title('Pixel Barn') })).toBeVisible();
  await page.getByLabel(portal.invitation.firstName).fill('Kari');
  await page.getByLabel(portal.invitation.lastName).fill('Moen');
  await page.getByLabel(portal.invitation.password, { exact: true }).fill('a barn full of pixels');
  await page.getByLabel(portal.invitation.terms).check();
  await page.getByLabel(portal.invitation.privacy).check();
  await page.getByRole('button', { name: portal.invitation.signUp }).click();
  await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
  await expect(page.getByText('Pixel Barn').first()).toBeVisible();
});

test('a seat is released by force in the portal, and the machine lands in the picker', async ({ page, browser }) => {
  await signInAsSample(page);
  await pickRecommended(page);
  const [lease] = await beside.held();
  const { name } = await beside.terminal.ask<{ name: string }>('machine show');
  const other = await openPortal(browser, '/');
  await continueAsSample(other);
  await isSignedIn(other);
  await other.goto(new URL('/licenses', await beside.cloudUrl()).href);
  await other.getByRole('textbox', { name: licenses.filter }).fill(name);
  await other.getByRole('row').filter({ hasText: name }).first().click();
  await other.getByRole('button', { name: license.release }).first().click();
  await expect(other.getByRole('dialog')).toContainText(name);
  await other.getByRole('dialog').getByRole('button', { name: release.confirm }).click();
  await expect(other.getByRole('dialog')).toBeHidden();
  await beside.heartbeat();
  await expect(page.getByRole('heading', { name: picker.title })).toBeVisible();
  if (lease) expect((await beside.check(lease)).exit).toBe(12);
});
