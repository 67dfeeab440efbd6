import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { CloudStatus, Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { chooseVersion, mainAct, rowOf, transferOf, waitForSampleReleases } from '../../support/e2e/downloads.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { downloads, library, offline, overview, settings, signIn } = text.window;
const stickName = 'NORTHLIGHT-01';
const installer = 'Graphics for Linux';

/** The page of one machine, in a browser of its own, with a folder it takes for a stick. */
async function openMachine(browser: Browser, stick: string, begins: 'sample' | 'empty') {
  const folders = { ...freshMachine(), GREENROOM_DRIVES: stick, GREENROOM_SAMPLE_RELEASES: 'small' };
  const local = await startLocalPage(folders, begins);
  // What fades in has less contrast on its way, and axe looks at once.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(local.address);
  const inLibrary = (version: string, ...names: string[]) =>
    join(folders.GREENROOM_STATE, 'library', 'graphics', version, ...names);
  return {
    page,
    beside: createBeside(folders),
    inLibrary,
    installerOf: (version: string) => inLibrary(version, `graphics-${version}-linux-x64.run`),
    async stop() {
      try {
        await context.close();
      } finally {
        await local.stop();
      }
    },
  };
}
type Machine = Awaited<ReturnType<typeof openMachine>>;

const go = (page: Page, path: string) => page.evaluate((wanted) => location.assign(`#${wanted}`), path);
const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Any one byte in the middle of it becomes another one. */
function damage(path: string): void {
  const middle = Math.floor(readFileSync(path).length / 2);
  const other = Buffer.from([(readFileSync(path)[middle] ?? 0) ^ 0xff]);
  writeSync(openSync(path, 'r+'), other, 0, 1, middle);
}

async function pauseResumeCancel({ page, beside, inLibrary }: Machine): Promise<void> {
  await beside.terminal.ask('settings update --download-limit 75000');
  await chooseVersion(page, '25.4.0');
  await mainAct(page).click();
  await expect(rowOf(page, 'Graphics 25.4.0', 'running')).toBeVisible();
  await expect.poll(async () => (await transferOf(beside, '25.4.0')).verifiedBytes).toBeGreaterThan(0);
  await page.getByRole('button', { name: downloads.transfers.pause('Graphics 25.4.0') }).click();
  await expect(rowOf(page, 'Graphics 25.4.0', 'paused')).toBeVisible();
  const { verifiedBytes, size } = await transferOf(beside, '25.4.0');
  expect(verifiedBytes).toBeLessThan(size);
  await expectAccessible(page, 'downloads paused');
  await page.getByRole('button', { name: downloads.transfers.resume('Graphics 25.4.0') }).click();
  await expect(rowOf(page, 'Graphics 25.4.0', 'running')).toBeVisible();
  expect((await transferOf(beside, '25.4.0')).verifiedBytes).toBeGreaterThanOrEqual(verifiedBytes);
  await page.getByRole('button', { name: downloads.transfers.cancel('Graphics 25.4.0') }).click();
  await expect(page.getByRole('region', { name: downloads.transfers.title })).toBeHidden();
  const left = () => (existsSync(inLibrary('25.4.0')) ? readdirSync(inLibrary('25.4.0')) : []);
  await expect.poll(left).toEqual([]);
}

async function noLimit(page: Page): Promise<void> {
  await go(page, '/settings');
  await page.getByRole('combobox', { name: settings.limit }).click();
  await page.getByRole('option', { name: settings.noLimit }).click();
  await expect(page.getByRole('combobox', { name: settings.limit })).toHaveValue(settings.noLimit);
  await go(page, '/downloads');
}

async function fetchBoth({ page, beside, installerOf }: Machine): Promise<void> {
  await chooseVersion(page, '25.4.0');
  await mainAct(page).click();
  await expect(rowOf(page, 'Graphics 25.4.0', 'done')).toBeVisible();
  await chooseVersion(page, '25.4.1');
  const [before] = downloads.fetch.built('25.4.0');
  await expect(page.getByRole('region', { name: installer })).toContainText(before.trim());
  await mainAct(page).click();
  await expect(rowOf(page, 'Graphics 25.4.1', 'done')).toBeVisible();
  const { fetchedBytes, size } = await transferOf(beside, '25.4.1');
  expect(fetchedBytes).toBeLessThan(size / 4);
  expect(readFileSync(installerOf('25.4.1'))).toHaveLength(size);
}

async function keepAndRemoveOld({ page, installerOf }: Machine): Promise<void> {
  await page.getByRole('button', { name: /^Library/ }).click();
  const drawer = page.getByRole('dialog', { name: library.title });
  const old = drawer.getByRole('list', { name: 'Graphics 25.4.0' });
  const removeOld = drawer.getByRole('button', { name: library.removeOld });
  await expect(removeOld).toBeVisible();
  await expectAccessible(page, 'library');
  await old.getByRole('button', { name: library.keep(installer) }).click();
  await expect(old.getByText(library.kept)).toBeVisible();
  await expect(removeOld).toBeHidden();
  await old.getByRole('button', { name: library.keep(installer) }).click();

  damage(installerOf('25.4.0'));
  await old.getByRole('button', { name: library.installNamed(installer) }).click();
  const asking = page.getByRole('dialog', { name: library.installTitle(installer, '25.4.0') });
  await expect(asking.getByText('graphics-25.4.0-linux-x64.run')).toBeVisible();
  await asking.getByRole('button', { name: library.install, exact: true }).click();
  const { sentence } = text.errors['file-damaged']({ path: installerOf('25.4.0') });
  await expect(asking.getByText(sentence)).toBeVisible();
  await expectAccessible(page, 'install');
  await asking.getByRole('button', { name: library.notNow }).click();

  await removeOld.click();
  const question = page.getByRole('dialog', { name: library.removeOldTitle(1) });
  await expect(question.getByText(`${installer} 25.4.0`)).toBeVisible();
  await question.getByRole('button', { name: library.removeOld }).click();
  await expect(old).toBeHidden();
  expect(existsSync(installerOf('25.4.0'))).toBe(false);
  expect(existsSync(installerOf('25.4.1'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
}

async function lookAtYanked(page: Page): Promise<void> {
  await chooseVersion(page, '25.3.1');
  await expect(page.getByText(downloads.yankedTitle('25.3.1'))).toBeVisible();
  await expect(page.getByText('Drops the key signal after a format change')).toBeVisible();
  await expect(mainAct(page)).toBeHidden();
  await page.getByRole('button', { name: downloads.showLatest('25.4.1') }).click();
  await expect(page.getByRole('article', { name: 'Graphics 25.4.1' })).toBeVisible();
}

async function saveToStick({ page }: Machine, stick: string): Promise<void> {
  await page.getByRole('button', { name: downloads.saveToUsb }).click();
  const dialog = page.getByRole('dialog', { name: library.save.title('Graphics 25.4.1') });
  await expect(dialog.getByRole('radio', { name: stickName })).toBeChecked();
  await dialog.getByRole('checkbox', { name: 'User guide' }).check();
  await expectAccessible(page, 'save to a stick');
  await dialog.getByRole('button', { name: /^Save .* to / }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(page.getByText(downloads.transfers.onDrive(stickName))).toHaveCount(2);
  const there = readdirSync(join(stick, 'graphics-25.4.1'));
  const wanted = ['.run', '.run.chunks', '.run.minisig', '.pdf', '.release-manifest', '.release-index', '.trust-root'];
  expect(wanted.filter((ending) => !there.some((name) => name.endsWith(ending)))).toEqual([]);
  expect(there).toContain('READ ME.html');
}

async function trustTheCloud({ page }: Machine, fingerprint: string): Promise<void> {
  await page.getByRole('button', { name: signIn.noNetwork }).click({ timeout: 60_000 });
  await page.getByRole('button', { name: offline.trust.fromDrive(stickName) }).click();
  await page.getByLabel(offline.trust.typed).fill(fingerprint);
  await page.getByRole('button', { name: offline.trust.pin }).click();
  await expect(page.getByText(offline.trust.pinnedBody)).toBeVisible();
}

async function addFromStick({ page, beside, inLibrary }: Machine, stick: string): Promise<void> {
  renameSync(stick, `${stick}-away`);
  const plugged = async () => (await beside.terminal.ask<Status>('status show')).drives.length;
  await expect.poll(plugged).toBe(0);
  renameSync(`${stick}-away`, stick);
  await expect(page.getByText(library.offer.title(stickName))).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: library.offer.add }).click();
  const dialog = page.getByRole('dialog', { name: library.add.title });
  const release = dialog.getByRole('region', { name: 'Graphics 25.4.1' });
  await expect(release.getByText(library.add.verified, { exact: true })).toBeVisible();
  await expectAccessible(page, 'add from a stick');
  await dialog.getByRole('button', { name: /^Add / }).click();
  // The manifest on the stick has told this machine what the product is called.
  await expect(rowOf(page, 'Graphics 25.4.1', 'done')).toBeVisible();
  await expect.poll(() => readdirSync(inLibrary('25.4.1')).some((name) => name.endsWith('.pdf'))).toBe(true);
  expect((await transferOf(beside, '25.4.1')).fetchedBytes).toBe(0);
}

async function fetchInPortal(browser: Browser, url: string): Promise<string> {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.getByRole('button', { name: signIn.continueAs('Ingrid Aas') }).click();
    const news = page.getByRole('listitem').filter({ hasText: 'Graphics 25.4.1' });
    await expect(page.getByRole('heading', { name: overview.news })).toBeVisible();
    const [fetched] = await Promise.all([page.waitForEvent('download'), news.getByRole('button').click()]);
    expect(fetched.suggestedFilename()).toBe('graphics-25.4.1-linux-x64.run');
    await page.goto(new URL('/downloads/graphics/25.4.1', url).href);
    const [again] = await Promise.all([page.waitForEvent('download'), mainAct(page).click()]);
    const digest = digestOf(await again.path());
    expect(digestOf(await fetched.path())).toBe(digest);
    return digest;
  } finally {
    await context.close();
  }
}

test('D3: a release is fetched, kept, carried on a stick, and taken in where there is no network', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const stick = join(mkdtempSync(join(tmpdir(), 'greenroom-stick-')), stickName);
  mkdirSync(stick);
  const [hub, edge] = await Promise.all([openMachine(browser, stick, 'sample'), openMachine(browser, stick, 'empty')]);
  try {
    await signInAsSample(hub.page);
    await waitForSampleReleases(hub.beside);
    await go(hub.page, '/downloads');
    await expect(hub.page.getByRole('tab', { name: 'Graphics' })).toHaveAttribute('aria-selected', 'true');
    await test.step('pause, go on, give up', () => pauseResumeCancel(hub));
    await test.step('the limit is lifted in the settings', () => noLimit(hub.page));
    await test.step('a version, and the next for what changed', () => fetchBoth(hub));
    await test.step('what was taken back is not offered', () => lookAtYanked(hub.page));
    await test.step('onto a stick, with what is not here yet', () => saveToStick(hub, stick));
    await test.step('kept, damaged, removed', () => keepAndRemoveOld(hub));
    const { url, fingerprint } = await hub.beside.terminal.ask<CloudStatus>('connection show');
    await test.step('where there is no network', async () => {
      await trustTheCloud(edge, fingerprint ?? '');
      await addFromStick(edge, stick);
    });
    const original = digestOf(hub.installerOf('25.4.1'));
    expect(digestOf(edge.installerOf('25.4.1'))).toBe(original);
    expect(await fetchInPortal(browser, url)).toBe(original);
  } finally {
    await edge.stop();
    await hub.stop();
  }
});
