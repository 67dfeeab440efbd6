import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const all = (axe: AxeBuilder) =>
  axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
/** What another theme can change. */
const colours = (axe: AxeBuilder) => axe.withRules(['color-contrast', 'link-in-text-block']);

/** WCAG 2.2 AA, as far as a program can tell. Names the rule and the elements that break it. */
export async function expectAccessible(page: Page, where: string, rules = all): Promise<void> {
  await settled(page);
  const { violations } = await rules(new AxeBuilder({ page })).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect.soft(found).toEqual([]);
}

/** The page in another theme, as its switch sets it. */
export const showTheme = (page: Page, theme: string): Promise<void> =>
  page.evaluate((wanted) => document.documentElement.setAttribute('data-mantine-color-scheme', wanted), theme);

/** The same in the dark theme and in the light one; the page is left in the one it had. */
export async function expectAccessibleInBothThemes(page: Page, where: string): Promise<void> {
  const before = (await page.locator('html').getAttribute('data-mantine-color-scheme')) ?? 'dark';
  for (const [theme, rules] of [
    ['dark', all],
    ['light', colours],
  ] as const) {
    await showTheme(page, theme);
    await expectAccessible(page, `${where}, ${theme}`, rules);
  }
  await showTheme(page, before);
}

/** Colours on their way to another theme have the contrast of neither, and what fades in that of less. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const onTheirWay = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(onTheirWay.map(({ finished }) => finished));
  });
