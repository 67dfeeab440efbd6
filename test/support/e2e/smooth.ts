import { expect, type Locator, type Page } from '@playwright/test';

const frames = 180;
/** What one frame may cost at 60 a second. */
const budget = 1_000 / 60;

/** A list scrolls two rows a frame, there and back: it is in time for every frame, and draws only what is seen. */
export async function expectSmooth(page: Page, grid: Locator): Promise<void> {
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
