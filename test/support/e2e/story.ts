import { expect, type Page, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import type { Beside } from './machine.ts';

const { license, picker, release, shell, signIn } = text.window;

/** Signs in as the sample person, as a new user would: one button. */
export async function signInAsSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: signIn.continueAs('Ingrid') }).click({ timeout: 60_000 });
  const consent = page.getByRole('button', { name: signIn.consentYes });
  await expect(page.getByRole('heading', { name: picker.title }).or(consent)).toBeVisible({ timeout: 30_000 });
  if (await consent.isVisible()) await consent.click();
  await expect(page.getByRole('heading', { name: picker.title })).toBeVisible();
  await expect(page.getByRole('grid', { name: picker.label })).toBeVisible();
}

/** Switches to the other organization of the sample person. */
export async function switchOrganization(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: shell.switcher(from) }).click();
  await page.getByRole('radio', { name: to }).click();
  await page.getByRole('button', { name: shell.change, exact: true }).click();
  await expect(page.getByRole('button', { name: shell.switcher(to) })).toBeVisible();
}

/** Takes what the picker recommends, by keyboard. */
export async function pickRecommended(page: Page): Promise<void> {
  await page.getByRole('grid', { name: picker.label }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: text.window.overview.title })).toBeVisible({ timeout: 15_000 });
}

/** The story of the issue, from signing in to a check that fails with the right code. */
export async function walkTheStory(page: Page, beside: Beside): Promise<void> {
  await test.step('sign in', () => signInAsSample(page));
  await test.step('switch organization', () => switchOrganization(page, 'Northlight Studios', 'Fjord Broadcast'));
  const first = await test.step('pick; the check passes', async () => {
    await pickRecommended(page);
    const [lease] = await beside.held();
    if (!lease) throw new Error('nothing was picked');
    expect(await beside.check(lease)).toEqual({ exit: 0, verdict: 'licensed' });
    return lease;
  });
  await test.step('heartbeat', async () => {
    const [renewed] = await beside.heartbeat();
    expect(renewed?.id).toBe(first.id);
    expect(renewed?.leaseEndsAt).toBeGreaterThanOrEqual(first.leaseEndsAt);
  });
  await test.step('force release from elsewhere; the person lands in the picker, signed in', async () => {
    await beside.releaseElsewhere(first);
    expect(await beside.heartbeat()).toEqual([]);
    await expect(page.getByRole('heading', { name: picker.title })).toBeVisible();
    await expect(page.getByText(/from another machine/).first()).toBeVisible();
  });
  const second = await test.step('pick another', async () => {
    await pickRecommended(page);
    const [lease] = await beside.held();
    if (!lease) throw new Error('nothing was picked');
    expect(await beside.check(lease)).toEqual({ exit: 0, verdict: 'licensed' });
    return lease;
  });
  await test.step('release; the check fails with the right code', async () => {
    await page.getByRole('button', { name: license.release }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: release.confirm }).click();
    await expect.poll(() => beside.held()).toEqual([]);
    expect(await beside.check(second)).toEqual({ exit: 12, verdict: 'not-licensed' });
  });
}
