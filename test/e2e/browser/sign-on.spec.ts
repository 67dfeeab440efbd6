import { execFileSync } from 'node:child_process';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type Beside, createBeside } from '../../support/e2e/machine.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type OpenIdProvider, startOpenIdProvider } from '../../support/open-id-provider.ts';
import { freshMachine } from '../../support/window.ts';

const { organization, parts, picker, portal, shell, signIn, singleSignOn } = text.window;
const secret = 'the secret of the client';
const domain = 'northlight.example';
const email = `jo@${domain}`;
const newcomer = `kim@${domain}`;

let machine: ReturnType<typeof freshMachine>;
let local: Awaited<ReturnType<typeof startLocalPage>>;
let beside: Beside;
let provider: OpenIdProvider | null = null;

test.beforeEach(async ({ page }) => {
  machine = freshMachine();
  local = await startLocalPage(machine);
  beside = createBeside(machine);
  await page.goto(local.address);
  await expect(page.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
});
test.afterEach(async () => {
  provider?.stop();
  await local.stop();
});

async function openPortal(browser: Browser, path = '/'): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(new URL(path, await beside.cloudUrl()).href);
  return page;
}

const confirmDomain = (id: string) =>
  execFileSync(
    process.execPath,
    [at('cloud', 'main.ts'), 'sign-on', 'confirm-domain', '--organization', id, '--domain', domain],
    { env: { ...process.env, ...machine }, stdio: 'pipe' },
  );

/** With the keyboard alone: the provider's own pages, which put the cursor where it belongs. */
async function signInAtProvider(page: Page, login = 'jo'): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${provider?.issuer}/interaction/`));
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
}

test('A8: an Owner sets single sign-on up; people sign in with it, in the browser and in the app', async ({
  page,
  browser,
}) => {
  const owner = await openPortal(browser);
  await signInAtPortal(owner, owner.url(), `amara@${domain}`);
  await owner.goto(new URL('/organization/sign-on', owner.url()).href);

  await test.step('the provider: what is wrong is said, what is right is kept', async () => {
    const redirect = owner.getByText('/sign-on/callback/');
    const redirectUrl = (await redirect.textContent()) ?? '';
    const accounts = { jo: { email, email_verified: true }, kim: { email: newcomer, email_verified: true } };
    // Another site than the cloud's: cookies and redirects are as between strangers.
    provider = await startOpenIdProvider({
      accounts,
      client: { id: 'greenroom', secret, redirectUrls: [redirectUrl] },
      host: 'localhost',
    });
    const save = owner.getByRole('button', { name: organization.save }).first();
    await owner.getByLabel(singleSignOn.issuer, { exact: true }).fill(await beside.cloudUrl());
    await owner.getByLabel(singleSignOn.clientId).fill('greenroom');
    await owner.getByLabel(singleSignOn.clientSecret).fill(secret);
    await save.click();
    await owner.getByRole('button', { name: singleSignOn.test }).click();
    await expect(
      owner.getByText(singleSignOn.probe['not-a-provider']({ state: 'not-a-provider', status: 200 }).title),
    ).toBeVisible();
    await expectAccessible(owner, 'a provider that is none');

    await owner.getByLabel(singleSignOn.issuer, { exact: true }).fill(provider.issuer);
    await expect(owner.getByText(singleSignOn.secretAgain)).toBeVisible();
    await owner.getByLabel(singleSignOn.clientSecret).fill(secret);
    await save.click();
    await owner.getByRole('button', { name: singleSignOn.test }).click();
    const { title } = singleSignOn.probe.works({ state: 'works', issuer: provider.issuer, endpoint: '' });
    await expect(owner.getByText(title)).toBeVisible();
    await expect(owner.getByLabel(singleSignOn.clientSecret)).toHaveValue('');
  });

  await test.step('the domain, confirmed by the vendor on the command line', async () => {
    const on = owner.getByRole('switch', { name: singleSignOn.isOn });
    await expect(on).toBeDisabled();
    await owner.getByLabel(singleSignOn.domain, { exact: true }).fill('<b>no domain</b>');
    await owner.keyboard.press('Enter');
    await expect(owner.getByText(singleSignOn.domainBad)).toBeVisible();
    await owner.getByLabel(singleSignOn.domain, { exact: true }).fill(domain);
    await owner.keyboard.press('Enter');
    await expect(owner.getByText(singleSignOn.notProven)).toBeVisible();
    confirmDomain((await owner.getByText('/sign-on/callback/').textContent())?.split('/').at(-1) ?? '');
    await owner.getByRole('button', { name: singleSignOn.checkOf(domain) }).click();
    await expect(owner.getByText(singleSignOn.proven.vendor)).toBeVisible();
    await expect(on).toBeEnabled();
    await on.press('Space');
    await owner.getByRole('switch', { name: singleSignOn.isRequired }).press('Space');
    await owner.getByRole('button', { name: organization.save }).last().press('Enter');
    await expect(owner.getByText(singleSignOn.on, { exact: true })).toBeVisible();
    await expectAccessible(owner, 'single sign-on, set up');
    await owner.emulateMedia({ colorScheme: 'light' });
    await expectAccessible(owner, 'single sign-on, in the light');
  });

  await test.step('a right password is refused with the way to go, a wrong one as always', async () => {
    const jo = await openPortal(browser);
    await jo.getByLabel(signIn.email).fill(email);
    await jo.getByLabel(signIn.password, { exact: true }).fill('not the password');
    await jo.keyboard.press('Enter');
    await expect(jo.getByText(/is not right/)).toBeVisible();
    await jo.getByLabel(signIn.password, { exact: true }).fill('ready-for-air');
    await jo.keyboard.press('Enter');
    await expect(jo.getByText(/wants its people to sign in with single sign-on/)).toBeVisible();

    await jo.getByRole('button', { name: singleSignOn.way }).press('Enter');
    await expect(jo.getByLabel(signIn.email)).toHaveValue(email);
    await expectAccessible(jo, 'asking for the address');
    await jo.getByLabel(signIn.email).fill('jo@nowhere.example');
    await jo.keyboard.press('Enter');
    await expect(jo.getByText(singleSignOn.nobody('nowhere.example'))).toBeVisible();
    await jo.getByLabel(signIn.email).fill(email);
    await jo.keyboard.press('Enter');
    await signInAtProvider(jo);
    await expect(jo.getByRole('navigation', { name: shell.navigation })).toBeVisible();
    await expect(jo.getByRole('button', { name: shell.personMenu('Jo Berg') })).toBeVisible();
  });

  await test.step('somebody else’s callback signs nobody in, on a page that says what to do', async () => {
    const victim = await openPortal(browser, '/sign-on/callback/O-1?code=made-up&state=made-up');
    await expect(victim.getByRole('heading', { name: text.signOn.stopped['other-browser']().sentence })).toBeVisible();
    await expectAccessible(victim, 'stopped');
    await victim.emulateMedia({ colorScheme: 'light' });
    await expectAccessible(victim, 'stopped, in the light');
    await victim.getByRole('link', { name: text.signOn.back }).press('Enter');
    await expect(victim.getByRole('heading', { name: signIn.portalTitle })).toBeVisible();
  });

  await test.step('the app goes on in the browser, by code', async () => {
    await beside.terminal.ask('settings update --allow-private-file');
    await page.getByRole('button', { name: signIn.byPassword }).click();
    await page.getByLabel(signIn.email).fill(email);
    await expect(
      page.getByText(singleSignOn.inBrowser('Northlight Studios', new URL(provider?.issuer ?? '').host)),
    ).toBeVisible();
    await expectAccessible(page, 'the app, told where its organization signs in');
    await page.getByRole('button', { name: singleSignOn.continueInBrowser }).click();
    await expect(page.getByRole('heading', { name: signIn.codeTitle })).toBeVisible();
    const { session } = await beside.terminal.ask<{ session: { pending: { urlWithCode: string } } }>('status show');
    const jo = await openPortal(browser, session.pending.urlWithCode);
    await jo.getByRole('button', { name: singleSignOn.way }).click();
    await jo.getByLabel(signIn.email).fill(email);
    await jo.keyboard.press('Enter');
    await signInAtProvider(jo);
    await jo.getByRole('button', { name: portal.device.approve }).click();
    await expect(jo.getByText(portal.device.approvedBody)).toBeVisible();
    await expect(page.getByRole('heading', { name: picker.title })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('the Owner sees who uses it', async () => {
    await owner.reload();
    await expect(owner.getByText(singleSignOn.linked(1))).toBeVisible();
    await owner.getByRole('button', { name: singleSignOn.unlink }).click();
    // Nobody is chosen yet: a button that does nothing says so.
    await expect(owner.getByRole('dialog').getByRole('button', { name: singleSignOn.unlinkConfirm })).toBeDisabled();
    await owner.getByRole('dialog').getByRole('button', { name: parts.keep }).click();
  });

  await test.step('somebody new is in on day one, whichever door is tried first', async () => {
    const studio = (await owner.getByText('/sign-on/callback/').textContent())?.split('/').at(-1);
    const { origin } = new URL(owner.url());
    const invited = await owner.request.post(`${origin}/api/v1/team/invite`, {
      headers: { origin },
      data: { organization: studio, addresses: [newcomer], role: 'editor' },
    });
    expect(invited.ok()).toBe(true);
    const kim = await openPortal(browser);
    await kim.getByRole('button', { name: singleSignOn.way }).click();
    await kim.getByLabel(signIn.email).fill(newcomer);
    await kim.keyboard.press('Enter');
    await signInAtProvider(kim, 'kim');
    const { invitation } = portal;
    await expect(kim.getByRole('heading', { name: invitation.title('Northlight Studios') })).toBeVisible();
    await kim.getByLabel(invitation.firstName).fill('Kim');
    await kim.getByLabel(invitation.lastName).fill('Berg');
    await kim.getByLabel(invitation.password, { exact: true }).fill('a long green password');
    await kim.getByLabel(invitation.terms).check();
    await kim.getByLabel(invitation.privacy).check();
    await kim.getByRole('button', { name: invitation.signUp }).click();
    // The provider knows her from a moment ago, and asks nothing.
    await expect(kim.getByRole('button', { name: shell.personMenu('Kim Berg') })).toBeVisible();
  });
});
