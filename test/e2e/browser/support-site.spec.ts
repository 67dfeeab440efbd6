import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { pickRecommended, signInAsSample } from '../../support/e2e/story.ts';
import { agent, startSupportSite } from '../../support/support-site.ts';
import { freshMachine } from '../../support/window.ts';

const { shell, support } = text.window;
const email = 'ingrid@northlight.example';

let site: Awaited<ReturnType<typeof startSupportSite>>;
let local: Awaited<ReturnType<typeof startLocalPage>>;
test.beforeEach(async () => {
  site = await startSupportSite({ people: [email] });
});
test.afterEach(async () => {
  await local.stop();
  site.stop();
});

/** The local page of a machine whose cloud is connected to the site; what it opens in a browser is written down instead. */
async function startWithSite(page: Page, more: Record<string, string> = {}) {
  const machine = freshMachine();
  const bin = join(machine.GREENROOM_STATE, '..', 'bin');
  const opened = join(bin, 'opened');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> ${opened}\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  local = await startLocalPage({
    ...machine,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    GREENROOM_SUPPORT_URL: site.url,
    GREENROOM_SUPPORT_EMAIL: agent.email,
    GREENROOM_SUPPORT_TOKEN: agent.token,
    ...more,
  });
  await page.goto(local.address);
  await signInAsSample(page);
  await pickRecommended(page);
  await page.getByRole('link', { name: shell.pages.support }).click();
  return {
    opened: () => (existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n') : []),
    cloudUrl: await createBeside(machine).cloudUrl(),
  };
}

test('O3: a ticket of a support site: status and last update here, a click opens it there; it says which password', async ({
  page,
  browser,
}) => {
  site.add(email, 'Camera 2 drifts', { status: 'pending' });
  site.add('other@studio.example', 'Not mine');
  const { opened, cloudUrl } = await startWithSite(page);
  const name = new URL(site.url).host;
  const row = (at: Page) =>
    at.getByRole('button', { name: support.opensThere('Camera 2 drifts', support.states.pending, name) });
  await expect(row(page)).toBeVisible();
  await expect(page.getByText('Not mine')).toBeHidden();
  await expect(page.getByText(support.elsewhere['own-password'](name, email))).toBeVisible();
  await expectAccessible(page, 'support, tickets of a support site');

  await test.step('in the app the browser of the system opens it', async () => {
    await row(page).press('Enter');
    await expect.poll(opened).toEqual([`${site.url}/hc/requests/35000`]);
  });

  await test.step('a new ticket is made there, in the name of the person', async () => {
    await page.getByRole('button', { name: support.create }).click();
    await page.getByLabel(support.ask.subject).fill('Black output');
    await page.getByLabel(support.ask.description).fill('Since the update.');
    await page.getByRole('button', { name: support.ask.submit }).click();
    await expect(page.getByText(support.ask.done)).toBeVisible();
    expect(site.tickets.at(-1)).toMatchObject({ requester: email, subject: 'Black output' });
    await expect(page.getByRole('button', { name: /^Black output/ })).toBeVisible();
  });

  await test.step('in the portal it opens beside the page', async () => {
    const portal = await (await browser.newContext()).newPage();
    await signInAtPortal(portal, cloudUrl, email);
    await portal.goto(`${cloudUrl}/support`);
    const popup = portal.waitForEvent('popup');
    await row(portal).click();
    await (await popup).waitForURL(`${site.url}/hc/requests/35000`);
    await expect(portal.getByRole('heading', { name: support.ticketsTitle })).toBeVisible();
  });

  await test.step('a site that does not answer is said, and guides stay', async () => {
    site.site.trouble = 'breaks';
    await page.reload();
    await expect(page.getByText(support.failed)).toBeVisible();
    await expect(page.getByRole('button', { name: /Frequent questions/ })).toBeVisible();
  });
});

test('O3: where the site takes the account of the cloud, a click leads through the portal, and signs in there', async ({
  page,
  browser,
}) => {
  site.add(email, 'Camera 2 drifts');
  const { opened, cloudUrl } = await startWithSite(page, { GREENROOM_SUPPORT_JWT_SECRET: 'a secret of the site' });
  await expect(page.getByText(support.elsewhere['cloud-account'](new URL(site.url).host))).toBeVisible();
  await page.getByRole('button', { name: /^Camera 2 drifts/ }).click();
  await expect.poll(opened).toEqual([`${cloudUrl}/support/35000`]);

  const portal = await (await browser.newContext()).newPage();
  await signInAtPortal(portal, cloudUrl, email);
  await portal.goto(`${cloudUrl}/support/35000`);
  await portal.waitForURL(`${site.url}/hc/requests/35000`);
  const signIns = site.asked.filter((asked) => asked.startsWith('GET /access/jwt?'));
  expect(signIns).toHaveLength(1);
  expect(signIns[0]).toMatch(/\?jwt=[\w-]+\.[\w-]+\.[\w-]+&return_to=/);
});
