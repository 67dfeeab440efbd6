import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { splitBlocks } from '#shared/files/bundle.ts';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';
import { requestsOf, trustRootIn } from '../../support/e2e/carried-requests.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signedInElsewhere } from '../../support/sample-cloud.ts';
import { freshMachine } from '../../support/window.ts';

const { intake, offline, signIn } = text.window;
const count = Number(process.env['GREENROOM_INTAKE'] ?? 320);
/** More than that, and a person feels that the window hangs. */
const longestTask = 250;

test(`F3: ${count} requests dropped into the portal: progress in words, one bundle, a window that stays alive`, async ({
  page: first,
  browser,
}) => {
  test.setTimeout(240_000);
  const folders = freshMachine();
  const local = await startLocalPage(folders);
  const beside = createBeside(folders);
  try {
    await first.goto(local.address);
    await expect(first.getByRole('button', { name: signIn.continueAs('Ingrid') })).toBeVisible({ timeout: 60_000 });
    const cloudUrl = await beside.cloudUrl();
    const { trustRoot } = await (await signedInElsewhere(cloudUrl)).about.show({});
    const bundle = join(mkdtempSync(join(tmpdir(), 'greenroom-bundle-')), 'farm.license-request');
    const wanted = { product: 'keyer', edition: 'live' };
    writeFileSync(bundle, requestsOf(count, trustRootIn(trustRoot), wanted).join('\n'));

    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
    const page = await context.newPage();
    await page.goto(cloudUrl);
    await page.getByRole('button', { name: signIn.continueAs('Ingrid Aas') }).click();
    await expect(page.getByRole('heading', { name: text.window.overview.title })).toBeVisible();
    sellSeats(folders, wanted);
    await page.goto(new URL('/offline', cloudUrl).href);
    await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: intake.addFiles }).click();
    const started = performance.now();
    // Whoever looks now and then could miss it.
    const examining = page.getByRole('progressbar').waitFor();
    await (await chooser).setFiles(bundle);
    await examining;
    await expect(page.getByText(intake.ready(count))).toBeVisible({ timeout: 120_000 });
    const examined = performance.now();

    await expect(page.getByRole('progressbar')).toBeHidden();
    const download = page.waitForEvent('download', { timeout: 120_000 });
    const issuing = Promise.all([
      page.getByRole('progressbar').waitFor(),
      page.getByRole('button', { name: intake.cancel }).waitFor(),
    ]);
    await page.getByRole('button', { name: intake.issue(count) }).click();
    await issuing;
    const answers = readFileSync(await (await download).path(), 'utf8');
    const issued = performance.now();
    await expect(page.getByRole('dialog').getByText(intake.report.licenses(count))).toBeVisible();

    const blocks = splitBlocks(answers);
    expect(blocks).toHaveLength(count);
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(['license']));
    const worst = longestTaskIn(await browser.stopTracing());
    console.log(
      `${count} requests: examined in ${((examined - started) / 1000).toFixed(1)} s, issued in ` +
        `${((issued - examined) / 1000).toFixed(1)} s, longest task of the page ${worst.toFixed(0)} ms`,
    );
    expect(issued - started).toBeLessThan(60_000);
    expect(worst).toBeLessThan(longestTask);

    await page.getByRole('dialog').getByRole('button', { name: intake.row.done }).click();
    expect(await page.getByRole('grid', { name: intake.label }).getByRole('row').count()).toBeLessThan(60);
    await expect(page.getByRole('heading', { name: offline.others })).toBeVisible();
    await context.close();
  } finally {
    await local.stop();
  }
});

/** The vendor sells the studio as many seats as there are requests. */
function sellSeats(folders: Record<string, string>, { product, edition }: { product: string; edition: string }): void {
  const cloud = (...words: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [at('cloud', 'main.ts'), ...words, '--json'], {
        env: { ...process.env, ...folders },
        encoding: 'utf8',
      }),
    ) as unknown;
  const organizations = cloud('organization', 'list') as { id: string; name: string }[];
  const northlight = organizations.find(({ name }) => name === 'Northlight Studios')?.id ?? '';
  const sold = ['--product', product, '--edition', edition, '--kind', 'floating', '--seats', String(count)];
  cloud('license', 'issue', '--organization', northlight, ...sold);
}

/** The longest task of the page's main thread in a trace, in milliseconds of processor time: what others do on this machine does not count. */
function longestTaskIn(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const pages = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isOfPage = ({ pid, tid }: TraceEvent) => pages.some((page) => page.pid === pid && page.tid === tid);
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && isOfPage(event));
  if (tasks.length === 0) throw new Error('the trace holds no task of the page');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of processor time. */
  tdur?: number;
  args?: { name?: string };
}
