import { expect, type Locator, type Page } from '@playwright/test';

/** Goes on with Tab until something has the focus; fails when one comes round without meeting it. */
export async function tabTo(page: Page, wanted: Locator, most = 80): Promise<void> {
  await expect(wanted).toBeVisible();
  const hasFocus = () => wanted.evaluate((element) => element === document.activeElement);
  for (let at = 0; at < most && !(await hasFocus()); at++) await page.keyboard.press('Tab');
  await expect(wanted).toBeFocused();
  await expectFocusSeen(page);
}

/** Goes there and presses Enter. */
export async function enter(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

/** The focus is somewhere, and whoever looks sees where. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const seen = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) return 'nowhere';
      return activeElement.matches(':focus-visible') ? 'seen' : 'not seen';
    });
  await expect.poll(seen, { message: 'the focus', timeout: 5_000 }).toBe('seen');
}

/** The dialog is gone, and the focus is not lost with it. */
export async function expectClosed(page: Page): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocusSeen(page);
}
