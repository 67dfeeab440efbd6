import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';

const { overview, person, release, team } = text.window;
const { handOver } = person;
const evil = '<img src=x onerror="document.title=1"> **Jo**';

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

async function signedIn(browser: Browser, who: string, theme: 'dark' | 'light' = 'dark'): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await context.addInitScript((chosen) => localStorage.setItem('greenroom.theme', chosen), theme);
  const page = await context.newPage();
  await signInAtPortal(page, cloud.url, `${who}@northlight.example`);
  return page;
}

const list = (page: Page) => page.getByRole('grid', { name: team.title });
const open = (page: Page, path: string) => page.goto(new URL(path, cloud.url).href);
const dialog = (page: Page) => page.getByRole('dialog');
const confirm = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();

test('T11: a person is found and opened with the keyboard alone, called otherwise, given and taken licenses', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'ingrid');
  await test.step('searched, opened with Enter', async () => {
    await open(page, '/team');
    await expect(list(page)).toBeVisible();
    await list(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('/');
    await page.keyboard.type('jo tracking');
    await expect(list(page).getByRole('row').filter({ hasText: '@' })).toHaveCount(1);
    await expect(page).toHaveURL(/find=jo\+tracking/);
    await list(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Jo Berg' })).toBeVisible();
    await expect(page.getByText(person.deeds)).toBeVisible();
    await expectAccessible(page, 'person, dark');
  });

  await test.step('another name here: text, whatever it looks like', async () => {
    await page.getByLabel(person.name).fill(evil);
    await page.getByLabel(person.note).fill('First line\nsecond <b>line</b>');
    await page.getByRole('button', { name: person.save }).click();
    await expect(page.getByRole('heading', { level: 1, name: evil })).toBeVisible();
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await page.getByLabel(person.name).fill('Jo (nights)');
    await page.getByLabel(person.name).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Jo (nights)' })).toBeVisible();
  });

  await test.step('assigned with the keyboard', async () => {
    await page.getByRole('button', { name: person.assign }).press('Enter');
    await expect(dialog(page).getByRole('checkbox').first()).toBeVisible();
    await expect(dialog(page).getByLabel(person.search)).toBeFocused();
    await page.keyboard.type('artist');
    await expect(dialog(page).getByRole('checkbox', { name: 'Graphics Artist' }).first()).toBeVisible();
    await expect(dialog(page).getByText(/Graphics XR/)).toHaveCount(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(page.getByText(person.assignDone(1, 'Jo (nights)'))).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Graphics Artist' })).toContainText(person.idle);
  });

  await test.step('idle, it is gone at once; in use, it counts down for 12 hours; released, it is free', async () => {
    await page.getByRole('button', { name: person.unassignOf('Graphics Artist') }).click();
    await expect(dialog(page)).toContainText(person.effects.idle);
    await confirm(page, person.unassignConfirm);
    await expect(page.getByRole('listitem').filter({ hasText: 'Graphics Artist' })).toHaveCount(0);
    await page.getByRole('button', { name: person.unassignOf('Tracking Live') }).click();
    await expect(dialog(page)).toContainText(person.effects.grace('OB-1-RENDER-01'));
    await confirm(page, person.unassignConfirm);
    const tracking = page.getByRole('listitem').filter({ hasText: 'Tracking Live' });
    await expect(tracking).toContainText(/Unassigned: ends in 1[12] hours/);
    await page.getByRole('button', { name: person.releaseOn('Tracking Live', 'OB-1-RENDER-01') }).click();
    await confirm(page, release.confirm);
    await expect(tracking).toHaveCount(0);
  });

  await test.step('what is offline cannot be taken, and says the ways out', async () => {
    await open(page, '/team?find=elena');
    await list(page).getByRole('row').filter({ hasText: 'Elena Rossi' }).dblclick();
    await page.getByRole('button', { name: person.unassignOf('Graphics XR') }).click();
    await expect(dialog(page)).toContainText('offline');
    await confirm(page, person.unassignConfirm);
    await expect(dialog(page).getByRole('alert')).toContainText('OB-1-RENDER-04');
    await dialog(page).getByRole('button', { name: person.toReturn }).click();
    await expect(page.getByText(text.window.intake.onBehalf('Elena Rossi'))).toBeVisible();
    await expectAccessible(page, 'offline on behalf');
  });
});

test('T5, T7: removed, they are kept by name and note; then the record is deleted', async ({ browser }) => {
  const page = await signedIn(browser, 'ingrid', 'light');
  await test.step('whose seat still runs stays on record', async () => {
    await open(page, '/team?find=hanna');
    await list(page).getByRole('row').filter({ hasText: 'Hanna Virtanen' }).dblclick();
    await page.getByRole('button', { name: team.remove }).click();
    await confirm(page, team.removeConfirm);
    await page.getByRole('button', { name: person.forget }).click();
    await confirm(page, person.forgetConfirm);
    await expect(dialog(page).getByRole('alert')).toContainText('still runs on GFX-ARTIST-02');
  });

  await open(page, '/team?find=tomasz');
  await list(page).getByRole('row').filter({ hasText: 'Tomasz Nowak' }).dblclick();
  await page.getByLabel(person.note).fill('Left in spring');
  await page.getByRole('button', { name: person.save }).click();
  await expect(page.getByText(person.saved)).toBeVisible();
  await page.getByRole('button', { name: team.remove }).click();
  await confirm(page, team.removeConfirm);
  await expect(page.getByRole('button', { name: person.forget })).toBeVisible();
  await expectAccessible(page, 'removed person, light');

  await open(page, '/team');
  await page.getByLabel(team.show, { exact: true }).first().click();
  await page.getByRole('option', { name: team.states.removed }).click();
  await expect(page).toHaveURL(/state=removed/);
  await list(page).getByRole('row').filter({ hasText: 'Tomasz Nowak' }).dblclick();
  await expect(page.getByLabel(person.note)).toHaveValue('Left in spring');
  await page.getByRole('button', { name: person.forget }).click();
  await confirm(page, person.forgetConfirm);
  await expect(page.getByText(person.forgetDone('Tomasz Nowak'))).toBeVisible();
  await open(page, '/team?state=removed');
  await expect(list(page).getByRole('row').filter({ hasText: '@' })).toHaveCount(1);
});

test('T6: an Owner hands over to a Manager, who accepts', async ({ browser }) => {
  const owner = await signedIn(browser, 'amara');
  await open(owner, '/team?find=marte');
  await list(owner).getByRole('row').filter({ hasText: 'Marte Lindqvist' }).dblclick();
  await owner.getByRole('button', { name: handOver.start }).click();
  await expect(dialog(owner)).toContainText(handOver.consequence('Marte Lindqvist'));
  await expectAccessible(owner, 'hand over');
  await owner.getByLabel(handOver.typeName('Northlight Studios')).fill('Northlight Studios');
  await owner.getByLabel(handOver.password).fill('a guess');
  await confirm(owner, handOver.confirm);
  await expect(owner.getByText(handOver.passwordWrong)).toBeVisible();
  await owner.getByLabel(handOver.password).fill('ready-for-air');
  await confirm(owner, handOver.confirm);
  await expect(owner.getByText(handOver.fromMeTitle('Marte Lindqvist'))).toBeVisible();

  const other = await signedIn(browser, 'marte', 'light');
  await open(other, '/overview');
  await expect(other.getByRole('heading', { name: overview.title })).toBeVisible();
  await expect(other.getByText(handOver.toMeTitle('Northlight Studios'))).toBeVisible();
  await expectAccessible(other, 'offer of ownership, light');
  await open(other, '/account');
  await other.getByRole('button', { name: handOver.accept }).click();
  await confirm(other, handOver.acceptConfirm);
  await expect(other.getByText(handOver.accepted('Northlight Studios'))).toBeVisible();
  await expect(other.getByText(handOver.toMeTitle('Northlight Studios'))).toHaveCount(0);

  await open(owner, '/team?find=marte');
  await expect(list(owner).getByRole('row').filter({ hasText: 'Marte Lindqvist' })).toContainText(
    text.roleName('owner', 'full'),
  );
});
