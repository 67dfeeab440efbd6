import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { addDocument } from '#cloud/store/queries/document.ts';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';

const { account, overview, portal, privacy, shell } = text.window;
const email = 'hanna@northlight.example';
const next = 'hanna@new.example';
const password = 'ready-for-air';

/** Everything a text could bring along that is not words. */
const hostile = `# Better terms

<script>document.title = 'taken'</script><img src=x onerror="document.title='taken'">

- Be [kind](javascript:document.title='taken'), and ![x](https://evil.example/x.png) <b>brave</b>.
- <https://evil.example/> <a href="https://evil.example/" onclick="document.title='taken'">here</a>

<iframe src="https://evil.example/"></iframe><svg onload="document.title='taken'"></svg>
`;

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
  const published = { kind: 'terms', version: '2', title: 'Better terms', text: hostile } as const;
  await addDocument(cloud.store.db, { ...published, publishedAt: Date.now(), publishedBy: null });
});
test.afterAll(() => cloud.stop());

async function signedIn(browser: Browser, theme: 'dark' | 'light'): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true });
  await context.addInitScript((scheme) => localStorage.setItem('greenroom.theme', scheme), theme);
  const page = await context.newPage();
  await signInAtPortal(page, cloud.url, email);
  return page;
}

const openAccount = (page: Page, section: string) => page.goto(new URL(`/account/${section}`, cloud.url).href);

test('A1, A7: asked again for newer terms; choices, data and deletion are one’s own', async ({ browser }) => {
  const page = await signedIn(browser, 'dark');

  await test.step('a quiet notice leads to the newer terms, whose text is only words', async () => {
    await page.goto(new URL('/overview', cloud.url).href);
    await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
    await page.getByRole('button', { name: privacy.noticeWay }).click();
    await page
      .getByRole('link', { name: privacy.readOf('Better terms', '2') })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Better terms' })).toBeVisible();
    await expect(page.getByText(/Be kind/)).toBeVisible();
    expect(await page.locator('article :is(script, img, a, iframe, svg, b, [onclick], [onload])').count()).toBe(0);
    expect(await page.title()).not.toBe('taken');
    await expectAccessible(page, 'terms');
    await page.getByRole('button', { name: privacy.page.back }).click();
  });

  await test.step('agreed to by keyboard; the history has it', async () => {
    await page.getByRole('button', { name: privacy.agreeTo('terms', '2') }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(privacy.newerTitle('terms'))).toHaveCount(0);
    await expect(page.getByRole('link', { name: privacy.readOf('Better terms', '2') })).toHaveCount(1);
  });

  await test.step('choices are saved by the button alone, and not lost by leaving', async () => {
    await page.getByRole('switch', { name: privacy.productNews }).press('Space');
    await expect(page.getByText(privacy.unsaved, { exact: true })).toBeVisible();
    await page.getByRole('link', { name: shell.pages.licenses }).click();
    await expect(page.getByText(privacy.unsavedTitle)).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('switch', { name: privacy.productNews })).toBeChecked();
    await page.getByRole('button', { name: privacy.save }).press('Enter');
    await expect(page.getByText(privacy.saved)).toBeVisible();
    await page.reload();
    await expect(page.getByRole('switch', { name: privacy.productNews })).toBeChecked();
    await expect(page.getByRole('switch', { name: privacy.analytics })).not.toBeChecked();
  });

  await test.step('all data in one file', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: privacy.export }).click(),
    ]);
    const data = JSON.parse(readFileSync(await download.path(), 'utf8')) as Record<string, unknown>;
    expect(data).toMatchObject({ account: { email }, privacy: { productNews: true, analytics: false } });
  });

  await test.step('the account page is accessible; deletion asks for the address and the password, and is cancelled', async () => {
    await expectAccessible(page, 'account, dark');
    await page.getByRole('button', { name: privacy.deletionAsk }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(privacy.deletionPlaces(['Northlight Studios']))).toBeVisible();
    await expectAccessible(page, 'deletion');
    await expect(dialog.getByRole('button', { name: privacy.deletionConfirm })).toBeDisabled();
    await dialog.getByLabel(privacy.confirmation(email)).fill(email);
    await dialog.getByLabel(privacy.password, { exact: true }).fill('not my password');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(account.oldWrong)).toBeVisible();
    await dialog.getByLabel(privacy.password, { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText(privacy.pendingDeletionBody)).toBeVisible();
    await page.getByRole('button', { name: privacy.cancelDeletion }).click();
    await expect(page.getByRole('button', { name: privacy.deletionAsk })).toBeVisible();
  });
});

test('A4: another address, by the link that was sent there; opening it changes nothing, confirming does', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'light');
  await openAccount(page, 'you');
  await page.getByRole('button', { name: account.changeEmail }).press('Enter');
  await page.getByLabel(account.newEmail).fill(next);
  await page.getByLabel(account.yourPassword, { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(account.pendingEmail(next))).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await expectAccessible(page, 'account, light');

  const outbox = await (await browser.newContext()).newPage();
  await outbox.goto(new URL('/outbox', cloud.url).href);
  await outbox
    .getByRole('button', { name: /Confirm your new e-mail/ })
    .first()
    .click();
  await expect(outbox.getByRole('heading', { name: portal.outbox.title })).toBeVisible();
  const { text: letter } = await cloud.store.db
    .selectFrom('outbox')
    .select('text')
    .where('recipient', '=', next)
    .executeTakeFirstOrThrow();
  const link = /http\S+\/confirm-email#\S+/.exec(letter)?.[0] ?? '';
  await outbox.goto(link);
  await expect(outbox.getByText(next)).toBeVisible();
  await expectAccessible(outbox, 'confirming an address');
  await page.reload();
  await expect(page.getByText(account.pendingEmail(next))).toBeVisible();

  await outbox.getByRole('button', { name: account.confirmEmail.confirm }).press('Enter');
  await expect(outbox.getByRole('heading', { name: account.confirmEmail.doneTitle })).toBeVisible();
  await page.reload();
  await expect(page.getByText(next, { exact: true })).toBeVisible();
  await expect(page.getByText(account.verified, { exact: true })).toBeVisible();
  await outbox.goto(new URL('/overview', cloud.url).href);
  await outbox.goto(link);
  await expect(outbox.getByText(account.link.ended)).toBeVisible();
});
