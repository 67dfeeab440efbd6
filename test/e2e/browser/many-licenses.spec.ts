import { expect, type Page, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';

const frames = 180;
/** What one frame may cost at 60 a second. */
const budget = 1_000 / 60;

const lists = [
  {
    what: 'L2: a picker of 5 000 licenses',
    at: '?scene=many#/picker',
    name: text.window.picker.label,
    shows: /5000 licenses/,
  },
  {
    what: 'L6: a table of 5 000 licenses',
    at: '?scene=managed&list=all#/licenses',
    name: text.window.licenses.title,
    shows: null,
  },
];

let server: PreviewServer;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const configFile = at('test', 'support', 'preview', 'vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
});
test.afterAll(() => server.close());

for (const list of lists) {
  test(`${list.what} scrolls smoothly, fetches on the way, and draws only what is seen`, async ({ page }) => {
    await page.goto(`${server.resolvedUrls?.local[0]}${list.at}`);
    const grid = page.getByRole('grid', { name: list.name });
    if (list.shows) await expect(page.getByPlaceholder(list.shows)).toBeVisible({ timeout: 60_000 });
    await expect(grid.getByRole('row').nth(5)).toBeVisible({ timeout: 60_000 });
    const clock = await clockOfWork(page);
    const passes: number[] = [];
    for (const direction of [1, -1, 1]) {
      const before = await clock();
      const travelled = await grid.evaluate(scroll, { frames, pixels: 104 * direction });
      passes.push(((await clock()) - before) / frames);
      expect(travelled).toBeGreaterThan(15_000);
    }
    const work = Math.min(...passes);
    console.log(`scrolling two rows a frame: ${work.toFixed(1)} ms of work a frame`);
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
    expect(work).toBeGreaterThan(0);
    expect(work).toBeLessThan(budget);
  });
}

/** Scrolls a little at every frame, in the page; gives the way it went. */
async function scroll(grid: Element, { frames: count, pixels }: { frames: number; pixels: number }): Promise<number> {
  const all = [grid, ...grid.querySelectorAll('*')];
  const scroller = all.find(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1_000);
  const start = scroller?.scrollTop ?? 0;
  for (let frame = 0; frame < count; frame++) {
    scroller?.scrollBy(0, pixels);
    await new Promise(requestAnimationFrame);
  }
  return Math.abs((scroller?.scrollTop ?? 0) - start);
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
