import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { isGenuine, type Received } from '../../support/receiver.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';

const { integrations, account } = text.window;
const { keys, hooks, log, how } = integrations;

let cloud: SampleCloud;
let receiver: Server;
const calls: Received[] = [];
let status = 200;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { headers } = request;
      calls.push({ headers, body, id: String(headers['webhook-id']), at: Date.now() });
      response.writeHead(status).end('<b>thanks</b>');
    });
  }).listen(0, '127.0.0.1');
});
test.afterAll(async () => {
  receiver.close();
  await cloud.stop();
});

const open = async (page: Page, path: string) => page.goto(new URL(path, cloud.url).href);
const ask = async (key: string, path: string, input: object) => {
  const answer = await fetch(new URL(`/api/v1/${path}`, cloud.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
};

test('O9: a key is made with the keyboard, used by a script, named in the audit log, and revoked', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'ingrid@northlight.example');
  await open(page, '/organization/integrations');
  await page.getByRole('button', { name: keys.make }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: keys.name })).toBeFocused();
  await page.keyboard.type('Render <b>sync</b>');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: integrations.scopes.read.label })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: integrations.scopes.people.label })).toBeChecked();
  await expectAccessibleInBothThemes(page, 'make a key');
  await page.getByRole('button', { name: keys.submit }).press('Enter');
  const key = (await page.getByRole('group', { name: keys.copy }).textContent()) ?? '';
  expect(key).toMatch(/^grk_/);
  await page.getByRole('button', { name: integrations.saved }).press('Enter');
  const row = page.getByRole('listitem').filter({ hasText: 'Render <b>sync</b>' });
  await expect(row).toContainText(keys.neverUsed);

  const { body } = await ask(key, 'organization/list', {});
  const [{ id: organization }] = body as [{ id: string }];
  const invited = { organization, addresses: ['per@fjord.example'], role: 'member' };
  expect((await ask(key, 'team/invite', invited)).status).toBe(200);
  expect((await ask(key, 'audit/list', { organization })).status).toBe(403);
  await open(page, '/organization/audit');
  await expect(page.getByText('by key Render <b>sync</b>').first()).toBeVisible();

  await open(page, '/account/organizations');
  await expect(page.getByRole('heading', { name: integrations.mine.title })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Render <b>sync</b>' })).toBeVisible();
  await expect(page.getByRole('heading', { name: account.title })).toBeVisible();

  await open(page, '/organization/integrations');
  await page.getByRole('button', { name: keys.revokeOf('Render <b>sync</b>') }).click();
  await page.getByRole('dialog').getByRole('button', { name: keys.revoke }).click();
  await expect(row).toHaveCount(0);
  expect((await ask(key, 'team/invite', invited)).status).toBe(401);
});

test('O9: a webhook is made, something happens, it arrives, and the log shows it', async ({ page }) => {
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await open(page, '/organization/integrations');
  await expect(page.getByText(hooks.emptyTitle)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'nothing yet');
  await page.getByRole('button', { name: hooks.make }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: hooks.name }).fill('Farm');
  await dialog.getByRole('textbox', { name: hooks.url }).fill('http://farm.studio.example/');
  await dialog.getByRole('button', { name: hooks.submit }).click();
  await expect(dialog.getByText('Only addresses with https://')).toBeVisible();
  await dialog.getByRole('textbox', { name: hooks.url }).fill(url);
  await dialog.getByRole('checkbox', { name: text.audit.kinds.organization }).check();
  await dialog.getByRole('button', { name: hooks.submit }).click();
  const secret = (await page.getByRole('group', { name: hooks.secret }).textContent()) ?? '';
  await page.getByRole('button', { name: integrations.saved }).click();

  const panel = page.getByRole('complementary', { name: hooks.open('Farm') });
  await panel.getByRole('button', { name: hooks.test }).click();
  await expect(page.getByText(hooks.tested)).toBeVisible();
  const first = calls.at(-1);
  expect(first && isGenuine(first, secret, Date.now())).toBe(true);

  status = 500;
  await open(page, '/organization');
  await page.getByRole('textbox', { name: text.window.organization.legalName }).fill('Northlight AS');
  await page.getByRole('button', { name: text.window.organization.save }).last().click();
  await expect.poll(() => calls.filter(({ body }) => body.includes('organization.updateCompany')).length).toBe(1);
  await open(page, '/organization/integrations');
  await page.getByRole('button', { name: hooks.open('Farm') }).click();
  const call = panel.getByRole('button', { name: /organization\.updateCompany/ });
  await expect(call).toContainText(log.again);
  await call.press('Enter');
  await expect(panel.getByRole('group', { name: log.body })).toContainText('"legalName"');
  // What a receiver answers is text.
  await expect(panel.getByRole('group', { name: log.answer })).toHaveText('<b>thanks</b>');
  await expectAccessibleInBothThemes(page, 'the log of calls');
  status = 200;
  await panel.getByRole('button', { name: log.redeliver }).click();
  await expect(call).toContainText(log.states.delivered);
  expect(new Set(calls.filter(({ body }) => body.includes('updateCompany')).map(({ id }) => id)).size).toBe(1);
  await expect(page.getByRole('heading', { name: how.title })).toBeVisible();
});
