import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';

const { account, portal, shell, signIn, team } = text.window;

// Each has a cloud of its own, so that they go on side by side.
test.describe.configure({ mode: 'parallel' });

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

const newPage = async (browser: Browser) => (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
const open = (page: Page, path: string) => page.goto(new URL(path, cloud.url).href);

/** As a link of the page does: without loading it all again. */
const go = (page: Page, path: string) =>
  page.evaluate(async (to) => {
    history.pushState(null, '', to);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, path);

/** Waits until a page has its own head and nothing on it is being loaded. */
async function shown(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: text.window.parts.loading })).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  await expect(page.getByText(shell.crashed)).toHaveCount(0);
}

/** Nothing sticks out of a wide, a narrow or a zoomed window, and the title stands in one line. */
async function expectTidy(page: Page, where: string): Promise<void> {
  // 640 is a window of 1280 at 200 %.
  for (const width of [640, 800, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const { tooWide, titleLines } = await page.evaluate(() => {
      const title = document.querySelector('h1');
      const lineHeight = title ? Number.parseFloat(getComputedStyle(title).lineHeight) : 1;
      return {
        tooWide: document.documentElement.scrollWidth - innerWidth,
        titleLines: title ? Math.round(title.getBoundingClientRect().height / lineHeight) : 1,
      };
    });
    expect
      .soft({ tooWide: tooWide > 0, titleLines }, `${where} at ${width}`)
      .toEqual({ tooWide: false, titleLines: 1 });
  }
}

type Way = (page: Page, path: string) => Promise<unknown>;

async function look(page: Page, path: string, who: string, way: Way = go): Promise<void> {
  await way(page, path);
  await shown(page);
  await expectTidy(page, `${path} of ${who}`);
  await expectAccessibleInBothThemes(page, `${path} of ${who}`);
}

const everybody = [
  '/overview',
  '/licenses',
  '/downloads',
  '/offline',
  '/documentation',
  '/support',
  '/team',
  '/products',
  '/machines',
  '/machines/rooms',
  '/organization',
  '/calendar',
  '/account',
  '/device',
  '/no-such-page',
];
const managers = [
  '/team?state=pending',
  '/team?state=removed',
  '/team-file',
  '/organization/notifications',
  '/organization/sign-on',
  '/organization/integrations',
  '/organization/audit',
];
const sections = Object.keys(account.sections).map((section) => `/account/${section}`);

test('every page of the portal is tidy, and accessible in both themes, for an Owner', async ({ browser }) => {
  test.setTimeout(480_000);
  const page = await newPage(browser);
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  for (const path of [...everybody, ...managers, ...sections]) await look(page, path, 'an Owner');

  await test.step('a person, a plan, a license and a machine', async () => {
    const { db } = cloud.store;
    const first = async (table: 'license' | 'machine') =>
      (await db.selectFrom(table).select('id').orderBy('id').executeTakeFirstOrThrow()).id;
    const jo = await db
      .selectFrom('user')
      .select('id')
      .where('email', '=', 'jo@northlight.example')
      .executeTakeFirstOrThrow();
    await look(page, `/team/${jo.id}`, 'an Owner');
    await look(page, `/licenses/${await first('license')}`, 'an Owner');
    await look(page, `/machines/${await first('machine')}`, 'an Owner');
    await open(page, '/products');
    await page.getByRole('grid').first().focus();
    await page.keyboard.press('Enter');
    await shown(page);
    await expectAccessibleInBothThemes(page, 'a plan of an Owner');
  });
});

test('every page of the portal is tidy, and accessible in both themes, for a Member', async ({ browser }) => {
  test.setTimeout(480_000);
  const page = await newPage(browser);
  await signInAtPortal(page, cloud.url, 'eirik@northlight.example');
  for (const path of [...everybody, '/team-file', '/organization/audit', '/account/organizations'])
    await look(page, path, 'a Member');
});

test('every page of somebody who is not signed in is tidy, and accessible in both themes', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await newPage(browser);
  const nobody = 'nobody';
  for (const path of ['/', '/terms', '/privacy', '/outbox', '/reset', '/reset#no-such-link'])
    await look(page, path, nobody, open);
  for (const path of ['/confirm-email#no-such-link', '/unsubscribe/no-such-link', '/invitation/I-0'])
    await look(page, path, nobody, open);

  await test.step('the pages behind the links of mails', async () => {
    const owner = await newPage(browser);
    await signInAtPortal(owner, cloud.url, 'amara@northlight.example');
    await open(owner, '/team');
    await owner.getByRole('button', { name: team.invite }).first().click();
    await expect(owner.getByRole('dialog').getByLabel(team.addresses)).toBeVisible();
    await owner.getByRole('dialog').getByLabel(team.addresses).fill('kari@pixelbarn.example, ola@fjord.example');
    await owner.getByRole('button', { name: team.inviteSubmit(2) }).click();
    await expect(owner.getByText(team.inviteDone(2))).toBeVisible();
    await open(page, '/outbox');
    for (const email of ['kari@pixelbarn', 'ola@fjord']) {
      const mail = page
        .getByRole('list', { name: portal.outbox.choose })
        .getByRole('button', { name: new RegExp(email) });
      await mail.click();
      const link = await page.getByRole('article').getByRole('link').first().getAttribute('href');
      await expectAccessibleInBothThemes(page, `the mail to ${email}`);
      await look(page, new URL(link ?? '').pathname, email, open);
      await open(page, '/outbox');
    }
    await open(page, '/reset');
    await page.getByLabel(signIn.email).fill('jo@northlight.example');
    await page.keyboard.press('Enter');
    await expect(page.getByText(account.reset.sentTitle)).toBeVisible();
    await expectAccessibleInBothThemes(page, 'a link was sent');
    await open(page, '/outbox');
    await page.getByRole('button', { name: text.mails.resetLink.subject }).first().click();
    const reset = await page.getByRole('article').getByRole('link').first().getAttribute('href');
    await page.goto(reset ?? '');
    await expect(page.getByLabel(account.new)).toBeVisible();
    await expectAccessibleInBothThemes(page, 'a new password');
  });
});
