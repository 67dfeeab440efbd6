import { mkdirSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { inspect, intake, offline, parts, shell, signIn } = text.window;
const stickName = 'NORTHLIGHT-01';

/** A folder that both machines take for a stick: what one writes, the other finds. */
function sharedStick(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'greenroom-stick-')), stickName);
  mkdirSync(folder);
  return folder;
}

/** The page of one machine, in a browser of its own. */
async function openMachine(browser: Browser, stick: string, begins: 'sample' | 'empty') {
  const folders = { ...freshMachine(), GREENROOM_DRIVES: stick };
  const local = await startLocalPage(folders, begins);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(local.address);
  return {
    page,
    beside: createBeside(folders),
    async stop() {
      await context.close();
      await local.stop();
    },
  };
}

const filesOn = (stick: string, extension: string) => readdirSync(stick).filter((name) => name.endsWith(extension));
const go = (page: Page, path: string) => page.evaluate((wanted) => location.assign(`#${wanted}`), path);

/** Answers everything that is ticked, and waits for the report. */
async function issue(page: Page, files: number): Promise<void> {
  await page.getByRole('button', { name: intake.issueTo(files, stickName) }).click();
  const report = page.getByRole('dialog');
  await expect(report.getByRole('heading', { name: intake.report.title(files) })).toBeVisible();
  await expect(report.getByText(stickName).first()).toBeVisible();
  await expectAccessibleInBothThemes(page, 'report');
  await report.getByRole('button', { name: intake.row.done }).click();
}

test('F2, F3, F4, F5, F7: the round trip of a machine that never sees a network, with a stick between two pages', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const stick = sharedStick();
  const hub = await openMachine(browser, stick, 'sample');
  const edge = await openMachine(browser, stick, 'empty');
  try {
    await test.step('the hub saves its trust root and shows its words', async () => {
      await signInAsSample(hub.page);
      await go(hub.page, '/offline');
      await hub.page.getByRole('button', { name: offline.saveRoot }).click();
      await hub.page.getByRole('button', { name: offline.trust.toDrive(stickName) }).click();
      await expect.poll(() => filesOn(stick, '.trust-root')).toHaveLength(1);
    });
    const words = await hub.page.getByRole('list', { name: offline.trust.knownWords }).innerText();
    await hub.page.keyboard.press('Escape');

    await test.step('the other machine, where nobody is signed in, compares them and trusts it', async () => {
      await edge.page.getByRole('button', { name: signIn.noNetwork }).click({ timeout: 60_000 });
      await expect(edge.page.getByText(offline.trust.locked)).toBeVisible();
      await expectAccessibleInBothThemes(edge.page, 'offline without a cloud');
      await edge.page.getByRole('button', { name: offline.trust.fromDrive(stickName) }).click();
      const typed = edge.page.getByLabel(offline.trust.typed);
      await typed.fill('quite other words');
      await expect(edge.page.getByText(offline.trust.differs)).toBeVisible();
      await expect(edge.page.getByRole('button', { name: offline.trust.pin })).toBeDisabled();
      await expectAccessibleInBothThemes(edge.page, 'comparing');
      await typed.fill(words);
      await edge.page.getByRole('button', { name: offline.trust.pin }).click();
      await expect(edge.page.getByText(offline.trust.pinnedBody)).toBeVisible();
    });

    await test.step('it makes a request', async () => {
      await edge.page.getByRole('button', { name: offline.request.toNamed(stickName) }).click();
      // The first request looks at the hardware, which takes its time.
      await expect.poll(() => filesOn(stick, '.license-request'), { timeout: 60_000 }).toHaveLength(1);
      await expect(edge.page.getByRole('list', { name: offline.carry.open(1) })).toBeVisible();
    });

    await test.step('the hub finds it on the stick and answers it', async () => {
      const grid = hub.page.getByRole('grid', { name: intake.label });
      await expect(grid.getByRole('row')).toHaveCount(2, { timeout: 30_000 });
      await expect(grid.getByText(text.window.verdicts.ready)).toBeVisible();
      await expectAccessibleInBothThemes(hub.page, 'intake');
      await issue(hub.page, 1);
      await expect(grid.getByText(text.window.verdicts.issued)).toBeVisible();
    });

    const lease = await test.step('the machine applies the answer and is licensed', async () => {
      await edge.page.getByRole('button', { name: offline.apply.fromDrive(stickName) }).click({ timeout: 30_000 });
      await expect(edge.page.getByText(parts.plate.licensed).first()).toBeVisible();
      const [held] = await edge.beside.held();
      if (!held) throw new Error('nothing is held');
      expect(held.mode).toBe('offline');
      expect(await edge.beside.check(held)).toEqual({ exit: 0, verdict: 'licensed' });
      return held;
    });

    await test.step('it gives the license back: the lease ends first, then there is a proof', async () => {
      await edge.page
        .getByRole('button', { name: offline.giveBack.releaseNamed(`${lease.product.name} ${lease.edition.name}`) })
        .click();
      const dialog = edge.page.getByRole('dialog');
      await expect(dialog.getByText(offline.giveBack.dialogWhere(stickName))).toBeVisible();
      await expect(dialog.getByRole('button', { name: parts.keep })).toBeFocused();
      await expectAccessibleInBothThemes(edge.page, 'return');
      await dialog.getByRole('button', { name: offline.giveBack.release }).click();
      await expect(dialog).toBeHidden();
      await expect.poll(() => filesOn(stick, '.return-proof')).toHaveLength(1);
      expect(await edge.beside.held()).toEqual([]);
      expect((await edge.beside.check(lease)).verdict).toBe('not-licensed');
      await expect(edge.page.getByRole('heading', { name: offline.outstanding.title })).toBeVisible();
    });

    await test.step('the hub frees the seat, and the receipt settles it', async () => {
      const grid = hub.page.getByRole('grid', { name: intake.label });
      await expect(grid.getByText(text.window.verdicts.frees)).toBeVisible({ timeout: 30_000 });
      await issue(hub.page, 1);
      await edge.page.getByRole('button', { name: offline.apply.fromDrive(stickName) }).click({ timeout: 30_000 });
      await expect(edge.page.getByText(offline.apply.doneReceiptBody)).toBeVisible();
      await expect(edge.page.getByRole('heading', { name: offline.outstanding.title })).toBeHidden();
    });
  } finally {
    await edge.stop();
    await hub.stop();
  }
});

test('F2, F3, F4, F5, F7: any file can be opened anywhere: dropped, pasted, signed out; what is none is told in a sentence', async ({
  page,
}) => {
  const machine = freshMachine();
  const local = await startLocalPage(machine);
  try {
    await page.goto(local.address);
    await expect(page.getByRole('button', { name: signIn.noNetwork })).toBeVisible({ timeout: 60_000 });
    await drop(page, [
      { name: 'film.mov', bytes: 65 * 1024 * 1024 },
      { name: 'empty.license', bytes: 0 },
    ]);
    await expect(page.getByText(offline.arrivals.tooLarge('film.mov'), { exact: false })).toBeVisible();
    await expect(page.getByText(offline.arrivals.empty('empty.license'), { exact: false })).toBeVisible();
    const block = '-----BEGIN GREENROOM LICENSE-----\nAAAA\n-----END GREENROOM LICENSE-----\n';
    await drop(page, [{ name: 'cut.license', content: block }]);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(text.refusals.damaged({ code: 'damaged', part: 'envelope' }).sentence)).toBeVisible();
    await expectAccessibleInBothThemes(page, 'inspect');
    await dialog.getByRole('button', { name: inspect.another }).click();
    await dialog.getByRole('button', { name: inspect.paste }).click();
    await dialog.getByLabel(inspect.pasteLabel).fill(block);
    await dialog.getByRole('button', { name: inspect.pasteOpen }).click();
    await expect(dialog.getByText(inspect.pasted)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    await page.goto(await createBeside(machine).cloudUrl());
    await page.getByRole('button', { name: signIn.openFile }).click();
    await dialog.getByRole('button', { name: inspect.paste }).click();
    await dialog.getByLabel(inspect.pasteLabel).fill(block);
    await dialog.getByRole('button', { name: inspect.pasteOpen }).click();
    await expect(dialog.getByText(text.refusals.damaged({ code: 'damaged', part: 'envelope' }).sentence)).toBeVisible();
  } finally {
    await local.stop();
  }
});

test('F2, F3, F4, F5, F7: a license is taken offline and back online, from the picker and the page', async ({
  page,
}) => {
  const machine = freshMachine();
  const local = await startLocalPage(machine);
  const beside = createBeside(machine);
  try {
    await page.goto(local.address);
    await signInAsSample(page);
    await page.keyboard.press('o');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio', { name: offline.length(30) })).toBeVisible();
    await expectAccessibleInBothThemes(page, 'use offline');
    await dialog.getByRole('radio', { name: offline.length(14) }).click();
    await dialog.getByRole('button', { name: offline.use.confirm }).click();
    await expect(page.getByRole('heading', { name: text.window.overview.title })).toBeVisible({ timeout: 15_000 });
    const [held] = await beside.held();
    expect(held?.mode).toBe('offline');
    await page.getByRole('link', { name: shell.pages.offline }).click();
    await page.getByRole('button', { name: offline.giveBack.online }).click();
    await expect.poll(async () => (await beside.held())[0]?.mode).toBe('online');
  } finally {
    await local.stop();
  }
});

test('F2, F3, F4, F5, F7: a stick that is put in is offered once, with the way to the page', async ({ page }) => {
  const stick = join(mkdtempSync(join(tmpdir(), 'greenroom-stick-')), stickName);
  const machine = { ...freshMachine(), GREENROOM_DRIVES: stick };
  const local = await startLocalPage(machine);
  const { terminal } = createBeside(machine);
  try {
    await page.goto(local.address);
    await signInAsSample(page);
    await go(page, '/overview');
    const { file } = await terminal.ask<{ file: { name: string; text: string } }>('offline request');
    // Put in with the file on it, not empty and written later.
    mkdirSync(`${stick}-away`);
    writeFileSync(join(`${stick}-away`, file.name), file.text);
    renameSync(`${stick}-away`, stick);
    const offer = page.getByText(offline.drives.offer(stickName));
    await expect(offer).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(offline.drives.forOthers(1))).toBeVisible();
    await page.getByRole('button', { name: offline.drives.open, exact: true }).click();
    await expect(page.getByRole('grid', { name: intake.label }).getByRole('row')).toHaveCount(2);
    await expect(offer).toBeHidden();
  } finally {
    await local.stop();
  }
});

/** Drops files on the page, as a person would from a folder. */
async function drop(page: Page, files: { name: string; bytes?: number; content?: string }[]): Promise<void> {
  await page.evaluate((wanted) => {
    const data = new DataTransfer();
    for (const { name, bytes, content } of wanted)
      data.items.add(new File([content ?? new Uint8Array(bytes ?? 0)], name));
    for (const type of ['dragenter', 'dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}
