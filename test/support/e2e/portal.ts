import { expect, type Page } from '@playwright/test';
import { text } from '#shared/text/index.ts';

const { shell, signIn } = text.window;
/** Everybody in the sample has the password of the sample person. */
const samplePassword = 'ready-for-air';

/** Signs somebody in at the portal of a cloud. */
export async function signInAtPortal(page: Page, url: string, email: string, password = samplePassword): Promise<void> {
  await page.goto(url);
  await page.getByLabel(signIn.email).fill(email);
  await page.getByLabel(signIn.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: signIn.submit, exact: true }).click();
  await expect(page.getByRole('navigation', { name: shell.navigation })).toBeVisible({ timeout: 30_000 });
}
