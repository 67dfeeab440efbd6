import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { appCode, steadyStep } from '../../support/app-code.ts';
import { expectAccessible, expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type SampleCloud, signedInElsewhere, startSampleCloud } from '../../support/sample-cloud.ts';

const { portal, shell, signIn, twoFactor } = text.window;
const { invitation: words } = portal;
const { step } = twoFactor;
const studio = 'Pixel Barn';
/** Somebody of the sample, who belongs to another organization. */
const ola = { email: 'ola@fjord.example', name: 'Ola Nygård', password: 'ready-for-air' };

let cloud: SampleCloud;
let folder: string;

test.beforeEach(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
  folder = mkdtempSync(join(tmpdir(), 'greenroom-documents-'));
});
test.afterEach(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** An organization whose first Owner is invited, and a browser that opened the link. */
async function invited(browser: Browser, email: string): Promise<Page> {
  const { url } = await cloud.vendor<{ url: string }>('organization', 'create', '--name', studio, '--owner', email);
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: words.title(studio) })).toBeVisible();
  return page;
}

const publish = (kind: 'terms' | 'privacy', version: string) => {
  const file = join(folder, `${kind}.md`);
  writeFileSync(file, `# House rules ${version}\n\nBe kind.\n`);
  return cloud.vendor('document', 'publish', '--kind', kind, '--version', version, '--input', file);
};

test('A1, A5: whoever has an account with a second step takes it and joins; the vendor can turn it off', async ({
  browser,
}) => {
  const { twoFactor: mine } = await signedInElsewhere(cloud.url, ola);
  await steadyStep();
  const begun = await mine.start({ method: 'totp', password: ola.password });
  if (begun.method !== 'totp') throw new Error('an app was asked for');
  await mine.enable({ code: appCode(begun.secret, -1) });
  const page = await invited(browser, ola.email);

  await test.step('the keyboard alone: password, a wrong code, the right one, and in', async () => {
    await expect(page.getByText(words.signInFirst)).toBeVisible();
    await expectAccessible(page, 'an invitation for an account that is there');
    await page.getByLabel(signIn.password, { exact: true }).fill(ola.password);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel(step.code.totp)).toBeFocused();
    expect(await page.context().cookies()).toEqual([]);
    await expectAccessibleInBothThemes(page, 'the second step behind an invitation');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.keyboard.type(appCode(begun.secret));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: shell.personMenu(ola.name) })).toBeVisible();
    await page.goto(new URL('/account/organizations', cloud.url).href);
    for (const name of [studio, 'Fjord Broadcast']) await expect(page.getByText(name).first()).toBeVisible();
  });

  await test.step('its phone is lost: after the command of the vendor the password is enough, and a mail tells', async () => {
    await cloud.vendor('person', 'reset-two-factor', '--email', ola.email);
    const other = await (await browser.newContext()).newPage();
    await signInAtPortal(other, cloud.url, ola.email);
    await other.goto(new URL('/outbox', cloud.url).href);
    await expect(other.getByRole('button', { name: text.mails.twoFactor.reset.subject })).toBeVisible();
  });
});

test('A1: terms that are replaced while somebody signs up are shown anew, and agreed to anew; the rest stays', async ({
  browser,
}) => {
  const page = await invited(browser, 'kari@pixelbarn.example');
  const [terms, privacy] = [page.getByLabel(words.terms), page.getByLabel(words.privacy)];
  const signUp = page.getByRole('button', { name: words.signUp });
  await page.getByLabel(words.firstName).fill('Kari');
  await page.getByLabel(words.lastName).fill('Moen');
  await page.getByLabel(words.password, { exact: true }).fill('a barn full of pixels');
  await terms.check();
  await privacy.check();
  await publish('terms', '2');
  await signUp.click();

  await expect(page.getByText(text.errors['document-replaced']({ kind: 'terms' }).sentence)).toBeVisible();
  await expect(terms).not.toBeChecked();
  await expect(privacy).toBeChecked();
  await expect(signUp).toBeDisabled();
  await expect(page.getByLabel(words.firstName)).toHaveValue('Kari');
  await expectAccessible(page, 'terms that were replaced');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: words.links.terms }).click();
  const shown = await opened;
  await expect(shown.getByRole('heading', { name: 'House rules 2', level: 1 })).toBeVisible();
  await shown.close();

  await terms.check();
  await signUp.click();
  await expect(page.getByRole('button', { name: shell.personMenu('Kari Moen') })).toBeVisible();
  const given = await cloud.store.db
    .selectFrom('consent')
    .innerJoin('user', 'user.id', 'consent.person_id')
    .select(['kind', 'version'])
    .where('email', '=', 'kari@pixelbarn.example')
    .orderBy('kind')
    .execute();
  expect(given).toEqual([
    { kind: 'privacy', version: '1' },
    { kind: 'terms', version: '2' },
  ]);
});
