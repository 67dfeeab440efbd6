import { expect, type Locator, type Page, test } from '@playwright/test';
import { writeMark } from '#cloud/store/queries/machine-mark.ts';
import { text } from '#shared/text/index.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';
import { createTerminalMachine } from '../../support/terminal-machine.ts';

const { calendar, machines, organization, release, rooms, shell } = text.window;

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

const signInAs = (page: Page, email: string) => signInAtPortal(page, cloud.url, email);
const sidebar = (page: Page) => page.getByRole('navigation', { name: shell.navigation });
const list = (page: Page) => page.getByRole('grid', { name: machines.title });
const rowOf = (page: Page, name: string) => list(page).getByRole('row').filter({ hasText: name });
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name });

/** One of a few beside each other: people press the word. */
const chooseSegment = (place: Page | Locator, name: string) =>
  place.getByRole('radiogroup').locator('label').filter({ hasText: name }).click();

async function openMachines(page: Page): Promise<void> {
  await sidebar(page).getByRole('link', { name: shell.pages.machines }).click();
  await expect(list(page)).toBeVisible();
}
async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: machines.filter }).fill(name);
  await rowOf(page, name).first().click();
}

test('L8: a manager sees every machine with its state, and releases a seat', async ({ page }) => {
  await signInAs(page, 'ingrid@northlight.example');
  await openMachines(page);
  await expect(rowOf(page, 'GFX-ARTIST-07')).toContainText(machines.states.endsSoon);
  await expect(rowOf(page, 'OB-1-RENDER-04')).toContainText(machines.modes.offline);
  await expect(rowOf(page, 'FB-STUDIO-1')).toBeHidden();

  await page.getByRole('textbox', { name: machines.filter }).fill('no such machine');
  await expect(page.getByText(machines.nothingFound('no such machine'))).toBeVisible();
  await find(page, 'OB-1-RENDER-02');
  await expect(rowOf(page, 'OB-1-RENDER-02')).toContainText('Kenji Mori, online');
  await list(page).focus();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toContainText(release.title('Graphics XR', 'OB-1-RENDER-02'));
  await inDialog(page, release.confirm).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(rowOf(page, 'OB-1-RENDER-02')).toContainText(machines.states.none);
});

test('L8: a release that was asked for stays in sight until the cloud answers, and says when it cannot', async ({
  page,
}) => {
  await signInAs(page, 'ingrid@northlight.example');
  await openMachines(page);
  await find(page, 'GFX-ARTIST-07');
  await list(page).focus();
  await page.keyboard.press('r');
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/rpc/lease/release', async (route) => {
    await answered;
    await route.abort();
  });
  const confirm = inDialog(page, release.confirm);
  await confirm.press('Enter');
  await expect(confirm).toBeDisabled();
  await page.keyboard.press('Escape');
  answer();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await expect(confirm).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('L8: an offline seat cannot be released from here: its machine returns it; a file renews it', async ({ page }) => {
  await signInAs(page, 'ingrid@northlight.example');
  await openMachines(page);
  await find(page, 'OB-1-RENDER-04');
  await list(page).focus();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toContainText(machines.returnSteps[0] ?? '');
  await inDialog(page, text.window.parts.close).click();
  await list(page).focus();
  await page.keyboard.press('n');
  await chooseSegment(page.getByRole('dialog'), machines.days(60));
  await inDialog(page, machines.renewMake).click();
  await expect(page.getByRole('dialog')).toContainText(machines.renewed);
  const saving = page.waitForEvent('download');
  await inDialog(page, text.window.parts.save.download).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^OB-1-RENDER-04-.*\.license$/);
  await inDialog(page, text.window.parts.close).click();
  await expect(rowOf(page, 'OB-1-RENDER-04')).toContainText(machines.states.onItsWay);
});

test('L8: a lease is put into another name, and only into one with a right to it', async ({ page }) => {
  await signInAs(page, 'marte@northlight.example');
  await openMachines(page);
  await find(page, 'STAGE-1-RENDER-01');
  await list(page).focus();
  await page.keyboard.press('p');
  const person = page.getByRole('combobox', { name: machines.person });
  const choose = async (name: string) => {
    await person.fill(name);
    await page.getByRole('option', { name }).click();
    await inDialog(page, machines.personSubmit).click();
  };
  await choose('Noor Haddad');
  await expect(page.getByRole('alert')).toContainText(text.errors['not-assigned']({ license: 'Graphics XR' }).next);
  await choose('Lukas Weber');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(rowOf(page, 'STAGE-1-RENDER-01')).toContainText('Lukas Weber');
});

test('L8: a manager confirms a machine with other parts, and learns what to do about two with one key', async ({
  page,
}) => {
  const { db } = cloud.store;
  const mark = async (name: string, what: Parameters<typeof writeMark>[2]) => {
    const { id } = await db.selectFrom('machine').select('id').where('name', '=', name).executeTakeFirstOrThrow();
    await writeMark(db, id, what, Date.now());
  };
  const to = { evidence: { cpu: '0f'.repeat(16) }, isVirtual: false };
  await mark('STAGE-2-CTRL', { mark: 'changed', factors: ['disk-serial', 'cpu'], to });
  await mark('STAGE-2-KEY', { mark: 'cloned' });
  await signInAs(page, 'ingrid@northlight.example');
  await expect(sidebar(page).getByRole('link', { name: new RegExp(`^${shell.pages.machines}, \\d+`) })).toBeVisible();
  await openMachines(page);
  await expect(rowOf(page, 'STAGE-2-CTRL')).toContainText(machines.hardware.changed);
  await expect(rowOf(page, 'STAGE-2-KEY')).toContainText(machines.hardware['two-with-one-key']);
  await find(page, 'STAGE-2-KEY');
  await page.getByRole('button', { name: machines.explainClone }).click();
  await expect(page.getByRole('dialog')).toContainText(machines.cloneOriginalCommand);
  await inDialog(page, text.window.parts.close).click();
  await find(page, 'STAGE-2-CTRL');
  await page.getByRole('button', { name: machines.accept }).click();
  await inDialog(page, machines.acceptYes).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(rowOf(page, 'STAGE-2-CTRL')).not.toContainText(machines.hardware.changed);
});

test('L12: a room code is made, lets a machine in, and is closed', async ({ page }) => {
  const node = createTerminalMachine();
  try {
    await signInAs(page, 'ingrid@northlight.example');
    await openMachines(page);
    await chooseSegment(page, machines.rooms);
    await page.getByRole('button', { name: rooms.make }).first().click();
    await page.getByLabel(rooms.uses).fill('3');
    await inDialog(page, rooms.makeSubmit).click();
    const shown = page.getByRole('img', { name: /room code is/ });
    const code = (await shown.textContent()) ?? '';
    expect(code).toMatch(/^[A-Z0-9]{4}(-[A-Z0-9]{4})+$/);
    await expect(page.getByRole('dialog')).toContainText(rooms.commandOf(code));
    await inDialog(page, rooms.done).click();
    await expect(page.getByText(code)).toBeHidden();

    const { fingerprint } = await node.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
    await node.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
    await node.ask('machine rename --name node-7');
    await node.ask(`license enter --code ${code}`);
    await chooseSegment(page, machines.machines);
    await page.reload();
    await find(page, 'node-7');
    await expect(rowOf(page, 'node-7')).toContainText(machines.ephemeral);

    await chooseSegment(page, machines.rooms);
    await expect(page.getByRole('grid', { name: machines.rooms })).toContainText(rooms.used(1, 3));
    await page.getByRole('button', { name: rooms.close }).click();
    await expect(page.getByRole('dialog')).toContainText(rooms.closeBody(2));
    await inDialog(page, rooms.closeConfirm).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('grid', { name: machines.rooms })).toContainText(rooms.states.closed);
    expect((await node.run(`license enter --code ${code}`)).exit).not.toBe(0);
  } finally {
    await node.remove();
  }
});

test('T8: the rules for machines are those of the organization', async ({ page }) => {
  await signInAs(page, 'amara@northlight.example');
  await openMachines(page);
  await page.getByRole('button', { name: machines.rules }).click();
  await expect(page.getByRole('switch', { name: organization.offlineUntilEnd })).toBeVisible();
});

test('L8: somebody who manages nothing does not see the page', async ({ page }) => {
  await signInAs(page, 'hanna@northlight.example');
  await expect(sidebar(page).getByRole('link', { name: shell.pages.licenses })).toBeVisible();
  await expect(sidebar(page).getByRole('link', { name: shell.pages.machines })).toHaveCount(0);
  await page.goto(new URL('/machines', cloud.url).href);
  await expect(page.getByText(machines.notYoursTitle('Northlight Studios'))).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
});

test('L10: calendar feeds are found in the person menu, read by anybody with the address, and renewed', async ({
  page,
}) => {
  await signInAs(page, 'ingrid@northlight.example');
  await page.getByRole('button', { name: shell.personMenu('Ingrid Aas') }).click();
  await page.getByRole('menuitem', { name: shell.pages.calendar }).click();
  await expect(page.getByRole('heading', { name: calendar.title })).toBeVisible();
  await page.reload();
  const feeds = page.getByRole('listitem').filter({ hasText: '.ics' });
  await expect(feeds).toHaveCount(2);
  await expect(feeds.last()).toContainText(calendar.ofOrganization('Northlight Studios'));
  const address = (await feeds.first().locator('code').textContent()) ?? '';
  const read = (url: string) => fetch(url).then(async (response) => [response.status, await response.text()] as const);
  expect((await read(address))[1]).toContain('BEGIN:VCALENDAR');
  await page.getByRole('button', { name: calendar.renew }).click();
  await inDialog(page, calendar.renewConfirm).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(feeds.first().locator('code')).not.toHaveText(address);
  expect((await read(address))[0]).toBe(404);
});
