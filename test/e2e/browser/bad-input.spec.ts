import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { settings, signIn } = text.window;

let machine: ReturnType<typeof freshMachine>;
let local: Awaited<ReturnType<typeof startLocalPage>>;

test.beforeEach(async ({ page }) => {
  machine = freshMachine();
  local = await startLocalPage(machine);
  await page.goto(local.address);
  await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
});
test.afterEach(() => local.stop());

test('a wrong password is answered with a sentence and a next step', async ({ page }) => {
  await createBeside(machine).terminal.ask('settings update --allow-private-file');
  await page.getByRole('button', { name: signIn.byPassword }).click();
  await page.getByLabel(signIn.email).fill('ingrid@northlight.example');
  await page.getByLabel(signIn.password, { exact: true }).fill('not this one');
  await page.getByRole('button', { name: signIn.submit, exact: true }).click();
  const { sentence, next } = text.errors['wrong-credentials']({});
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(page.getByText(next)).toBeVisible();
  await expect(page.getByLabel(signIn.email)).toHaveValue('ingrid@northlight.example');
});

test('an address that is no Greenroom cloud is told from one that does not answer', async ({ page }) => {
  const stranger = createServer((_request, response) => response.end('<h1>hello</h1>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => stranger.once('listening', resolve));
  const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  await signInAsSample(page);
  await page.evaluate(() => location.assign('#/settings'));
  await page.getByRole('button', { name: settings.change }).click();
  await page.getByLabel(settings.newAddress).fill(url);
  await page.getByRole('button', { name: settings.test }).click();
  await expect(page.getByText(text.errors['not-a-greenroom-cloud']({ url }).sentence)).toBeVisible();
  stranger.close();
  stranger.closeAllConnections();
  await page.getByRole('button', { name: settings.test }).click();
  await expect(page.getByText(text.errors['cloud-unreachable']({ url }).sentence)).toBeVisible();
});

test('the address of the local page is good once, and for nobody without it', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const origin = new URL(local.address).origin;
  await page.goto(local.address);
  await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeHidden({ timeout: 3_000 });
  await expect(page.getByText(text.errors['page-not-opened']({}).sentence)).toBeVisible();
  expect((await page.request.post(`${origin}/rpc/companion/status/show`, { data: {} })).status()).toBe(403);
});
