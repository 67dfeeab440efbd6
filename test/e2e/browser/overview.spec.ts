import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { switchOrganization } from '../../support/e2e/story.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';

const { overview, shell, team } = text.window;

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

/** Somebody of the sample on the Overview, and the calls that their page has made. */
async function landed(browser: Browser, who: string) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signInAtPortal(page, cloud.url, `${who}@northlight.example`);
  const asked: string[] = [];
  const refused: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/rpc')) asked.push(pathname.slice('/rpc/'.length));
    if (response.status() >= 400) refused.push(`${response.status()} ${pathname}`);
  });
  await page.goto(new URL('/overview', cloud.url).href);
  await expect(page.getByRole('heading', { level: 1, name: overview.title })).toBeVisible();
  return { page, asked, refused };
}

const card = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });
const managed = [overview.people, overview.notAssigned, overview.ends];
/** Lists of everything there is in an organization: none of them may be asked for at the start. */
const whole = ['license/all', 'license/searchIds', 'license/export'];

for (const who of ['eirik', 'noor'])
  test(`O1: ${who} uses licenses: sees their own, and nothing is refused`, async ({ browser }) => {
    const { page, asked, refused } = await landed(browser, who);
    await expect(card(page, overview.mine)).toBeVisible();
    await expect(card(page, overview.needs)).toBeVisible();
    await page.waitForLoadState('networkidle');
    for (const name of [...managed, overview.floating]) await expect(card(page, name)).toHaveCount(0);
    await expectAccessibleInBothThemes(page, `overview of ${who}`);
    expect(refused).toEqual([]);
    await expect.poll(() => asked).toContain('license/mine');
    expect(asked.filter((path) => whole.includes(path))).toEqual([]);
  });

test('O1: an Editor also sees floating licenses that are free to take', async ({ browser }) => {
  const { page, refused } = await landed(browser, 'jo');
  await expect(card(page, overview.mine)).toBeVisible();
  await expect(card(page, overview.floating)).toBeVisible();
  await expect(page.getByText(/seats free/).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  for (const name of managed) await expect(card(page, name)).toHaveCount(0);
  await expectAccessibleInBothThemes(page, 'overview of an Editor');
  expect(refused).toEqual([]);
});

for (const who of ['ingrid', 'amara'])
  test(`O1: ${who} manages: people, unassigned licenses, ends and seats, without whole lists`, async ({ browser }) => {
    const { page, asked, refused } = await landed(browser, who);
    for (const name of [...managed, overview.seats, overview.needs, overview.runway])
      await expect(card(page, name)).toBeVisible();
    await expect(page.getByRole('link', { name: /members$/ })).toBeVisible();
    await expect(page.getByText(text.window.twoFactor.notice)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessibleInBothThemes(page, `overview of ${who}`);
    expect(refused).toEqual([]);
    expect(asked.filter((path) => whole.includes(path))).toEqual([]);
  });

test('O1: whoever belongs to no organization is told the ways to one', async ({ browser }) => {
  const { db } = cloud.store;
  const { id } = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', 'diego@northlight.example')
    .executeTakeFirstOrThrow();
  await db.deleteFrom('member').where('userId', '=', id).execute();
  const { page, refused } = await landed(browser, 'diego');
  await expect(page.getByText(text.window.organization.noneTitle)).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expectAccessibleInBothThemes(page, 'overview of nobody');
  for (const name of [...managed, overview.mine, overview.news]) await expect(card(page, name)).toHaveCount(0);
  await page.getByRole('button', { name: text.window.organization.create }).press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(refused).toEqual([]);
});

test('O1: a Manager invites by keyboard, and each figure leads to its list', async ({ browser }) => {
  const { page, refused } = await landed(browser, 'marte');
  const invite = page.getByRole('form', { name: overview.invite });
  await expect(page.getByRole('link', { name: /members$/ })).toBeVisible();
  const open = (await page.getByRole('link', { name: /invitations? open$/ }).allTextContents()).join('');

  await test.step('each address says what will happen to it before Enter sends', async () => {
    await invite.getByLabel(overview.inviteField).focus();
    await page.keyboard.type('jo@northlight.example, <b>nobody</b>, Kari Moen <kari@pixelbarn.example>');
    await expect(invite.getByText(team.verdicts['is-member'])).toBeVisible();
    await expect(invite.getByText(team.verdicts['not-an-address'])).toBeVisible();
    await expect(invite.getByText(team.verdicts.valid)).toHaveCount(1);
    await expectAccessibleInBothThemes(page, 'quick invite');
    await page.keyboard.press('Enter');
    await expect(page.getByText(team.inviteDone(1))).toBeVisible();
    await expect(invite.getByLabel(overview.inviteField)).toHaveValue('');
    const figure = page.getByRole('link', { name: /invitations? open$/ });
    await expect(figure).not.toHaveText(open === '' ? 'none' : open);
  });

  await test.step('Enter again sends nothing', async () => {
    await page.keyboard.press('Enter');
    await expect(invite.getByRole('button', { name: overview.send(0) })).toBeDisabled();
  });

  await test.step('the figure leads to the invitations', async () => {
    await page.getByRole('link', { name: /invitations? open$/ }).press('Enter');
    await expect(page).toHaveURL(/\/team\?state=pending$/);
    await expect(page.getByRole('row').filter({ hasText: 'kari@pixelbarn' })).toHaveCount(1);
  });

  await test.step('and so do the others', async () => {
    await page.goBack();
    await page.getByRole('link', { name: /^All \d+$/ }).click();
    await expect(page).toHaveURL(/\/licenses\?unassigned=yes/);
  });
  expect(refused).toEqual([]);
});

test('T1, T2, T8: each of my organizations is there with my role, figures, whom to ask and, for managers, its company data', async ({
  browser,
}) => {
  await test.step('T2: whoever belongs to one has nothing to choose', async () => {
    const { page } = await landed(browser, 'eirik');
    const one = page.getByRole('listitem').filter({ hasText: 'Northlight Studios' }).last();
    await expect(card(page, overview.organization)).toBeVisible();
    await expect(one).toContainText(text.roleName('member', 'full'));
    await expect(one).toContainText(/\d+ people, \d+ licenses/);
    await expect(one).not.toContainText(overview.company);
    await expect(page.getByText(overview.hint)).toHaveCount(0);
    await expect(page.getByRole('button', { name: shell.switcher('Northlight Studios') })).toHaveCount(0);
    await page.context().close();
  });
  const { page } = await landed(browser, 'ingrid');
  await expect(card(page, overview.organizations)).toBeVisible();
  await expect(page.getByText(overview.hint)).toBeVisible();
  const place = (name: string) =>
    page
      .locator('section')
      .filter({ has: card(page, overview.organizations) })
      .getByRole('listitem')
      .filter({ hasText: name });
  for (const name of ['Northlight Studios', 'Fjord Broadcast']) {
    await expect(place(name)).toContainText(/\d+ people, \d+ licenses/);
    await expect(place(name)).toContainText(/Owners?: \S/);
  }
  await expect(place('Northlight Studios')).toContainText(text.roleName('manager', 'full'));
  await expect(place('Northlight Studios')).toContainText(`${overview.company}: `);
  const makeDefault = (name: string) => page.getByRole('button', { name: `${overview.setDefault}: ${name}` });

  await test.step('T2: another default is where one works from then on', async () => {
    await makeDefault('Fjord Broadcast').click();
    await expect(page.getByRole('button', { name: shell.switcher('Fjord Broadcast') })).toBeVisible();
    await expect(place('Fjord Broadcast')).toContainText(overview.default);
  });
  await test.step('T1: one changes without touching the default', async () => {
    await switchOrganization(page, 'Fjord Broadcast', 'Northlight Studios');
    await expect(place('Fjord Broadcast')).toContainText(overview.default);
    await makeDefault('Northlight Studios').click();
    await expect(place('Northlight Studios')).toContainText(overview.default);
  });
});
