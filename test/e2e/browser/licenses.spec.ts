import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import { text } from '#shared/text/index.ts';
import { day, hour } from '#shared/models/time.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { requestsOf, trustRootIn } from '../../support/e2e/carried-requests.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type SampleCloud, signedInElsewhere, startSampleCloud } from '../../support/sample-cloud.ts';

const { intake, managedLicenses: words, licenses, parts, rooms } = text.window;
const count = 2_400;
const id = (at: number) => `L-BULK-${String(at).padStart(4, '0')}`;

const floating = 'L-FLOATING';

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
  await addMany(cloud);
});
test.afterAll(() => cloud.stop());

/** Thousands of named licenses of Jo: one in use, one that is out offline, and some that nobody has. */
async function addMany({ store }: SampleCloud): Promise<void> {
  const { db } = store;
  const jo = await db
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .select(['user.id', 'member.organizationId'])
    .where('email', '=', 'jo@northlight.example')
    .executeTakeFirstOrThrow();
  const machine = await db.selectFrom('machine').select('id').executeTakeFirstOrThrow();
  const now = Date.now();
  const all = Array.from({ length: count }, (_, at) => at);
  for (let from = 0; from < count; from += 400) {
    const some = all.slice(from, from + 400);
    const sold = { organization: jo.organizationId, product: 'graphics', edition: 'artist', kind: 'named' as const };
    await store.write(async (tx) => {
      const rows = some.map((at) => ({
        id: id(at),
        ...sold,
        trial: false,
        seats: 1,
        startsAt: now - day,
        endsAt: null,
      }));
      await addLicenses(tx, rows, now);
      const assigned = some.filter((at) => at % 4 !== 3).map((at) => ({ license_id: id(at), person_id: jo.id }));
      await tx
        .insertInto('assignment')
        .values(assigned.map((each) => ({ ...each, assigned_at: now, assigned_by: null })))
        .execute();
    });
  }
  const { organizationId: organization } = jo;
  const shared = { organization, product: 'graphics', edition: 'artist', kind: 'floating' as const };
  const row = { id: floating, ...shared, trial: false, seats: 2, startsAt: now - day, endsAt: null };
  await store.write((tx) => addLicenses(tx, [row], now));
  const lease = (at: number, mode: 'online' | 'offline', endsAt: number) => ({
    id: `S-BULK-${at}`,
    license_id: id(at),
    seat: 1,
    machine_id: machine.id,
    person_id: jo.id,
    mode,
    started_at: now,
    last_heartbeat_at: now,
    ends_at: endsAt,
    unassign_grace_ends_at: null,
    ended_at: null,
    end_reason: null,
    ended_by: null,
    told_in: null,
    told_at: null,
  });
  await db
    .insertInto('lease')
    .values([lease(0, 'online', now + 20 * hour), lease(1, 'offline', now + 20 * day)])
    .execute();
}

const list = (page: Page) => page.getByRole('grid', { name: licenses.title });
const open = (page: Page, query: string) => page.goto(new URL(`/licenses?${query}`, cloud.url).href);

test('L1: a search that cannot be made says so, instead of that nothing was found', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'jo@northlight.example');
  await open(page, '');
  await expect(list(page)).toBeFocused();
  const asked = '**/rpc/license/mine';
  await page.route(asked, (route) =>
    route.request().postData()?.includes('no such thing') ? route.abort() : route.continue(),
  );
  await page.getByRole('textbox', { name: licenses.filter }).fill('no such thing');
  await expect(page.getByText(licenses.failed)).toBeVisible();
  await page.unroute(asked);
  await page.getByRole('button', { name: parts.tryAgain }).click();
  await expect(page.getByText(licenses.nothingFound('no such thing'))).toBeVisible();
});

test('L6: marking all that cannot be done says so, and is tried again', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await open(page, 'list=all&text=l-bulk');
  await expect(list(page)).toBeFocused();
  const asked = '**/rpc/license/searchIds';
  await page.route(asked, (route) => route.abort());
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.unroute(asked);
  await page.getByRole('button', { name: parts.tryAgain }).click();
  await expect(page.getByRole('button', { name: words.unmark })).toBeVisible();
});

test('L6: a Manager finds thousands, marks all, unassigns them with the keyboard alone, and exports what is left', async ({
  page,
}) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await open(page, 'list=all');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('l-bulk jo');
  await expect(page.getByText(words.total(1_800), { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/text=l-bulk\+jo/);
  await page.reload();
  await expect(page.getByText(words.total(1_800), { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'licenses');

  await list(page).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText(words.marked(2))).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(words.marked(1_800))).toBeVisible();
  await page.getByRole('button', { name: words.acts.unassign }).first().focus();
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: words.change.confirm.unassign(1_799) });
  await expect(go).toBeVisible({ timeout: 30_000 });
  for (const said of [words.change.counts.refused(1), words.change.counts.grace(1), words.change.counts.done(1_798)])
    await expect(dialog.getByText(said)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'change dialog');
  await go.focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(words.change.report.unassign)).toBeVisible();
  const close = dialog.getByRole('button', { name: words.change.close });
  await expect(close).toBeEnabled({ timeout: 60_000 });
  await expect(dialog.getByText(/^In use until/)).toBeVisible();
  await expect(dialog.getByText(words.change.counts.done(1_798))).toBeVisible();
  await close.focus();
  await page.keyboard.press('Enter');

  // Whose seat could not be told keeps the assignment; whose seat is in use is still there by the machine.
  await expect(page.getByText(words.total(2), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: parts.export.button }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: parts.export.as.csv }).click();
  const written = await readFile(await (await coming).path(), 'utf8');
  const [heads, ...rows] = written.trim().split('\r\n');
  expect(heads).toBe(Object.values(text.licenseList.columns).join(','));
  expect(rows.map((row) => row.split(',')[0])).toEqual([id(0), id(1)]);
});

test('L6: a link opens the same view: what is looked for, the order and the columns', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await open(page, 'list=all&text=l-bulk&unassigned=yes&sort=-license&columns=kind');
  const heads = list(page).getByRole('columnheader');
  await expect(heads).toHaveText([words.markColumn, words.columns.license, words.columns.kind, words.columns.state]);
  await expect(page.getByRole('checkbox', { name: words.unassigned })).toBeChecked();
  await expect(list(page).getByRole('row').nth(1)).toContainText('L-BULK');
  await page.getByRole('button', { name: parts.sortBy(words.columns.state, null) }).click();
  await expect(page).toHaveURL(/sort=state/);
  await page.getByRole('button', { name: words.clear }).click();
  await expect(page).toHaveURL(/list=all/);
  await expect(page).not.toHaveURL(/unassigned/);
});

test('L12: a room code is made for any of thousands, found as one types', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await page.goto(new URL('/machines/rooms', cloud.url).href);
  await page.getByRole('button', { name: rooms.make }).first().click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('combobox', { name: rooms.license, exact: true });
  await expect(field).not.toHaveValue('');
  await field.fill(id(count - 1));
  await page.getByRole('option', { name: id(count - 1) }).click();
  await expectAccessibleInBothThemes(page, 'room code dialog');
  await dialog.getByRole('button', { name: rooms.makeSubmit, exact: true }).click();
  await expect(page.getByRole('img', { name: /room code is/ })).toBeVisible();
  expect(await cloud.store.db.selectFrom('room').select('license_id').execute()).toContainEqual({
    license_id: id(count - 1),
  });
});

test('F3: an intake answers a request with any of thousands, found as one types', async ({ page }) => {
  const { trustRoot } = await (await signedInElsewhere(cloud.url)).about.show({});
  const wanted = { product: 'graphics', edition: 'artist' };
  const [request = ''] = requestsOf(1, trustRootIn(trustRoot), wanted);
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await page.goto(new URL('/offline', cloud.url).href);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: intake.addFiles }).click();
  const file = { name: 'node.license-request', mimeType: 'text/plain', buffer: Buffer.from(request) };
  await (await chooser).setFiles(file);
  const field = page.getByRole('combobox', { name: intake.licenseOf('NODE-0001') });
  await field.selectOption({ label: intake.searchLicenses });
  const dialog = page.getByRole('dialog');
  const search = dialog.getByRole('combobox', { name: intake.row.license });
  await search.fill(floating);
  await page.getByRole('option', { name: floating }).click();
  await expectAccessibleInBothThemes(page, 'one file of an intake');
  await dialog.getByRole('button', { name: intake.row.done }).click();
  await expect(field).toHaveValue(floating);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: intake.issue(1) }).click();
  await download;
  const leased = cloud.store.db.selectFrom('lease').select('mode').where('license_id', '=', floating);
  expect(await leased.execute()).toEqual([{ mode: 'offline' }]);
});

test('L1: whoever manages nothing has their own licenses there, whatever the address says', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'jo@northlight.example');
  await open(page, 'list=all');
  await expect(page.getByRole('heading', { level: 1, name: licenses.titleMine })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: licenses.scope })).toHaveCount(0);
});
