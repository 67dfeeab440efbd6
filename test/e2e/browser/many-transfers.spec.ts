import { expect, type Page, test } from '@playwright/test';
import { build, preview } from 'vite';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';

const words = text.window.downloads.transfers;
const seconds = 5;
/** Of each second, what all of them together may take: a tenth of every frame. */
const budget = 100;

test('a hundred queued and four running leave the page free, and each is reached by keyboard', async ({ page }) => {
  const configFile = at('test', 'support', 'preview', 'vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}?scene=downloads-100#/downloads`);
    const dock = page.getByRole('region', { name: words.title });
    await expect(dock.getByText(words.counts.queued(100))).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: words.showAll(104) }).click();
    await page.waitForTimeout(1_000);
    const bar = dock.getByRole('progressbar').first();
    const before = await bar.getAttribute('aria-valuetext');
    const clock = await clockOfWork(page);
    const passes: number[] = [];
    for (let pass = 0; pass < 3; pass += 1) {
      const start = await clock();
      await page.waitForTimeout(seconds * 1_000);
      passes.push(((await clock()) - start) / seconds);
    }
    const work = Math.min(...passes);
    console.log(`104 transfers, ten events a second: ${work.toFixed(0)} ms of work a second`);
    expect(await bar.getAttribute('aria-valuetext')).not.toBe(before);
    expect(await dock.getByRole('listitem').count()).toBeLessThan(20);
    expect(work).toBeGreaterThan(0);
    expect(work).toBeLessThan(budget);
    await moveByKeyboard(page);
  } finally {
    await server.close();
  }
});

/** Alt and an arrow move a queued transfer; the focus goes with it. */
async function moveByKeyboard(page: Page): Promise<void> {
  const queued = page.locator('[data-state-of="queued"]');
  const [first, second] = await queued.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-transfer')));
  const row = page.locator(`[data-transfer="${first}"]`);
  await row.getByRole('button').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(queued.first()).toHaveAttribute('data-transfer', second ?? '');
  expect(await row.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(queued.first()).toHaveAttribute('data-transfer', first ?? '');
  expect(await row.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

/** Reads the milliseconds of processor time of the page's main thread: what others do on this machine does not count. */
async function clockOfWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
  };
}
