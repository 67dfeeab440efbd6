import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as read } from 'node:stream/consumers';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { text } from '#shared/text/index.ts';
import type { AskedTicket } from '#shared/contract/cloud/vendor-ticket.ts';
import { at } from '../../../build/steps/places.mjs';
import { expectAccessible } from '../../support/e2e/axe.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { type Beside, createBeside } from '../../support/e2e/machine.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { pickRecommended, signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const { shell, support } = text.window;
const { ask, diagnostics, ticket } = support;
const email = 'ingrid@northlight.example';
const hostile = '<img src=x onerror="document.title=1"> **bold** [a](javascript:alert(1))';

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

/** The vendor’s own command line, beside the cloud that serves. */
async function vendor<Answer>(...words: string[]): Promise<Answer> {
  const child = spawn(process.execPath, [at('cloud', 'main.ts'), ...words, '--json'], {
    env: { ...process.env, ...machine },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out = await read(child.stdout);
  if (child.exitCode === null) await once(child, 'exit');
  return JSON.parse(out) as Answer;
}

async function openPortal(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAtPortal(page, await beside.cloudUrl(), email);
  return page;
}

test('O3, O4: a ticket with diagnostics from the app; the vendor answers; its person reads it and replies', async ({
  page,
  browser,
}) => {
  await pickRecommended(page);
  await page.getByRole('link', { name: shell.pages.support }).click();
  await expect(page.getByRole('heading', { name: support.none })).toBeVisible();
  await expect(page.getByRole('button', { name: /Frequent questions/ })).toBeVisible();
  await expectAccessible(page, 'support, no ticket');

  await test.step('a draft survives leaving the page, and a reload', async () => {
    await page.getByRole('button', { name: support.create }).first().press('Enter');
    await expect(page.getByLabel(ask.subject)).toBeFocused();
    await page.keyboard.type(hostile);
    await page.getByRole('button', { name: ask.keep }).click();
    await page.reload();
    await page.getByRole('link', { name: shell.pages.documentation }).click();
    await page.getByRole('link', { name: shell.pages.support }).click();
    await page.getByRole('button', { name: ask.goOn }).click();
    await expect(page.getByLabel(ask.subject)).toHaveValue(hostile);
  });

  await test.step('diagnostics are seen, and one step is left out, before they go along', async () => {
    await page.getByLabel(ask.description).fill('Since the update.\n\n- XR\n- camera 2');
    await page.getByLabel(ask.withDiagnostics).check();
    await expect(page.getByText(diagnostics.progress(10, 10))).toBeVisible({ timeout: 30_000 });
    const { titles } = text.diagnostics;
    await page.getByRole('button', { name: diagnostics.show(titles.machine) }).click();
    await expect(page.getByRole('group', { name: diagnostics.textOf(titles.machine) })).toContainText('Greenroom: ');
    await page.getByLabel(diagnostics.include(titles.log)).uncheck();
    await expectAccessible(page, 'support, new ticket');
    await page.getByRole('button', { name: ask.submit }).click();
    await expect(page.getByText(ask.done)).toBeVisible();
  });

  const row = () =>
    page.getByRole('button', { name: new RegExp(`bold.*(${Object.values(support.states).join('|')})`) });
  await expect(row()).toContainText(support.states.new);
  const [listed] = await vendor<{ id: string }[]>('ticket', 'list');
  const id = listed?.id ?? '';

  await test.step('the vendor reads it and the bundle, and answers', async () => {
    const shown = await vendor<AskedTicket>('ticket', 'show', '--ticket', id);
    expect(shown).toMatchObject({ person: { email }, ticket: { subject: hostile } });
    const [file] = shown.messages[0]?.files ?? [];
    const { data } = await vendor<{ data: string }>('ticket', 'file', '--ticket', id, '--file', file?.id ?? '');
    const files = unzipSync(Buffer.from(data, 'base64'));
    expect(Object.keys(files)).toHaveLength(10);
    expect(strFromU8(files['READ ME.txt'] ?? new Uint8Array())).toMatch(/Left out by whoever made it\n {2}Log\n/);
    await vendor('ticket', 'reply', '--ticket', id, '--text', 'Which driver?\nhttps://help.example');
  });

  await test.step('the person sees whose move it is, reads and replies', async () => {
    await page.getByRole('link', { name: shell.pages.documentation }).click();
    await page.getByRole('link', { name: shell.pages.support }).click();
    await page.reload();
    await expect(row()).toContainText(support.states.pending);
    await page.getByRole('textbox', { name: support.filter }).fill('nothing like it');
    await expect(page.getByText(support.nothingFound('nothing like it'))).toBeVisible();
    await page.getByRole('textbox', { name: support.filter }).fill(support.states.pending);
    await row().click();
    await expect(page.getByRole('heading', { name: hostile })).toBeVisible();
    await expect(page.getByText('Which driver?')).toBeVisible();
    await expectAccessible(page, 'support, a ticket');
    await page.getByLabel(ticket.replyLabel).fill('560.35');
    await page.getByRole('button', { name: ticket.send }).click();
    await expect(page.getByRole('list', { name: ticket.messages }).getByText('560.35')).toBeVisible();
    expect(await page.title()).not.toBe('1');
  });

  await test.step('the mail leads to the same ticket in the portal, where it is closed', async () => {
    const portal = await openPortal(browser);
    await portal.goto(new URL(`/support/${id}`, await beside.cloudUrl()).href);
    await expect(portal.getByRole('heading', { name: hostile })).toBeVisible();
    await portal.getByRole('button', { name: ticket.close }).click();
    await portal.getByRole('dialog').getByRole('button', { name: ticket.close }).click();
    await expect(portal.getByText(ticket.replyReopens)).toBeVisible();
    await portal.goto(new URL('/support/T-nobody', await beside.cloudUrl()).href);
    await expect(portal.getByRole('heading', { name: ticket.notFoundTitle })).toBeVisible();
    expect(await vendor<unknown[]>('ticket', 'list')).toEqual([]);
  });
});

test('O4, O3: diagnostics are saved from the page; without a cloud guides stay, and tickets say why they are not there', async ({
  page,
}) => {
  await pickRecommended(page);
  await page.getByRole('link', { name: shell.pages.support }).click();
  for (const guide of ['Frequent questions', 'Troubleshooting', 'Known limitations', 'System requirements'])
    await expect(page.getByRole('button', { name: new RegExp(`^${guide}`) }).first()).toBeVisible();
  for (const guide of ['Driver installation', 'Contact'])
    await expect(page.getByRole('button', { name: new RegExp(`^${guide}`) })).toBeVisible();
  await page.getByRole('button', { name: support.diagnose, exact: true }).click();
  await expect(page.getByText(diagnostics.progress(10, 10))).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: diagnostics.save }).click();
  expect((await download).suggestedFilename()).toMatch(/^greenroom-diagnostics-.*\.zip$/);
  await expectAccessible(page, 'support, diagnostics');
  const dialog = page.getByRole('dialog', { name: diagnostics.title });
  await dialog.getByRole('button', { name: text.window.parts.close, exact: true }).click();

  await page.route('**/rpc/cloud/support/**', (route) => route.abort());
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByRole('link', { name: shell.pages.documentation }).click();
  await page.reload();
  await page.getByRole('link', { name: shell.pages.support }).click();
  await expect(page.getByText(support.failed)).toBeVisible();
  await expect(page.getByRole('button', { name: /Frequent questions/ })).toBeVisible();
});
