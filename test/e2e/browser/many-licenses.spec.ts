import { expect, type Page, test } from '@playwright/test';
import { build, preview } from 'vite';
import { text } from '#shared/text/index.ts';
import { at } from '../../../build/steps/places.mjs';

const frames = 180;
/** What one frame may cost at 60 a second. */
const budget = 1_000 / 60;

test('a list of 5 000 licenses scrolls smoothly, and draws only what is seen', async ({ page }) => {
  const configFile = at('test', 'support', 'preview', 'vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}?scene=many#/picker`);
    const grid = page.getByRole('grid', { name: text.window.picker.label });
    await expect(page.getByPlaceholder(/5000 licenses/)).toBeVisible({ timeout: 60_000 });
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
  } finally {
    await server.close();
  }
});

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
