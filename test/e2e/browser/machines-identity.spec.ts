import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openStore, type Store } from '#cloud/store/open.ts';
import { writeMark } from '#cloud/store/queries/machine-mark.ts';
import { text } from '#shared/text/index.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type Beside, createBeside } from '../../support/e2e/machine.ts';
import { pickRecommended, signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { notices } = text;
const { overview, parts, release, settings, shell } = text.window;

let machine: ReturnType<typeof freshMachine>;
let local: Awaited<ReturnType<typeof startLocalPage>>;
let beside: Beside;

test.beforeEach(async ({ page }) => {
  machine = freshMachine();
  local = await startLocalPage(machine);
  beside = createBeside(machine);
  await page.goto(local.address);
  await signInAsSample(page);
});
test.afterEach(() => local.stop());

/** What the cloud that came with this page has written. */
async function inCloud(act: (db: Store['db'], machine: string) => Promise<unknown>): Promise<void> {
  const [file = ''] = globSync(join(machine.GREENROOM_DATA, '**', 'cloud.sqlite'));
  const store = await openStore({ file });
  const { id } = await beside.terminal.ask<{ id: string }>('machine show');
  await act(store.db, id);
  await store.close();
}
const heartbeat = () => beside.terminal.run('license heartbeat --json');
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name });
const toSettings = (page: Page) =>
  page
    .getByRole('list', { name: shell.notices })
    .getByRole('button', { name: new RegExp(`^${shell.steps.settings}`) })
    .click();

test('a machine with other parts is told so, and confirmed in Settings as the same one', async ({ page }) => {
  await pickRecommended(page);
  await inCloud((db, id) =>
    db
      .updateTable('machine')
      .set({ evidence: JSON.stringify({ 'os-machine-id': '0'.repeat(32), cpu: '1'.repeat(32) }) })
      .where('id', '=', id)
      .execute(),
  );
  expect((await heartbeat()).exit).not.toBe(0);
  await expect(
    page.getByText(notices['machine-cloned']({ id: '', at: 0, kind: 'machine-cloned' }).sentence),
  ).toBeHidden();
  await toSettings(page);
  await page.getByRole('button', { name: settings.same }).click();
  await expect(page.getByText(settings.sameDoneBody)).toBeVisible();
  await expect(page.getByRole('button', { name: settings.same })).toBeHidden();
  expect((await heartbeat()).exit).toBe(0);
});

test('of two with one identity, the original keeps its license', async ({ page }) => {
  await pickRecommended(page);
  await inCloud((db, id) => writeMark(db, id, { mark: 'cloned' }, Date.now()));
  expect((await heartbeat()).exit).not.toBe(0);
  await expect(page.getByRole('status', { name: parts.plate.cloned })).toBeVisible();
  await toSettings(page);
  await page.getByRole('button', { name: settings.original }).click();
  await expect(page.getByText(settings.originalDoneBody)).toBeVisible();
  expect((await heartbeat()).exit).toBe(0);
  expect(await beside.held()).toHaveLength(1);
});

test('the copy becomes a machine of its own, after it was said what it loses', async ({ page }) => {
  await pickRecommended(page);
  const [lease] = await beside.held();
  const { id: before } = await beside.terminal.ask<{ id: string }>('machine show');
  await inCloud((db, id) => writeMark(db, id, { mark: 'cloned' }, Date.now()));
  await heartbeat();
  await toSettings(page);
  await page.getByRole('button', { name: settings.copy }).click();
  await expect(page.getByRole('dialog')).toContainText(
    settings.copyBody([`${lease?.product.name} ${lease?.edition.name}`]),
  );
  await inDialog(page, settings.copyConfirm).click();
  await expect(page.getByText(settings.copyDoneBody)).toBeVisible();
  expect(await beside.held()).toEqual([]);
  expect((await beside.terminal.ask<{ id: string }>('machine show')).id).not.toBe(before);
});

test('a machine is prepared for imaging only without a license, and then is nobody', async ({ page }) => {
  await pickRecommended(page);
  await page.evaluate(() => location.assign('#/settings'));
  await page.getByRole('button', { name: settings.prepare }).click();
  await inDialog(page, settings.prepareRelease).click();
  await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
  await page.getByRole('button', { name: text.window.license.release }).first().click();
  await inDialog(page, release.confirm).click();
  await expect.poll(() => beside.held()).toEqual([]);
  const { id: before } = await beside.terminal.ask<{ id: string }>('machine show');
  await page.evaluate(() => location.assign('#/settings'));
  await page.getByRole('button', { name: settings.prepare }).click();
  await inDialog(page, settings.prepareConfirm).click();
  await expect(page.getByText(settings.preparedTitle)).toBeVisible();
  // It stays longer than other toasts do: somebody has to read it before the machine is shut down.
  await page.waitForTimeout(7_000);
  await expect(page.getByText(settings.preparedTitle)).toBeVisible();
  await local.stop();
  local = await startLocalPage(machine);
  expect((await beside.terminal.ask<{ id: string }>('machine show')).id).not.toBe(before);
});
