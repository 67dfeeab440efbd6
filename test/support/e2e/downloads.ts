import { expect, type Page } from '@playwright/test';
import type { Transfer } from '#shared/models/transfer.ts';
import type { Shelf } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { Beside } from './machine.ts';

const { downloads } = text.window;

/** The releases of the sample are made while the cloud serves: waits until the oldest of them is there. */
export async function waitForSampleReleases({ terminal }: Beside): Promise<void> {
  const versions = async () => {
    const { products } = await terminal.ask<Shelf>('release list');
    return products.find(({ product }) => product.id === 'graphics')?.releases.map(({ version }) => version) ?? [];
  };
  await expect.poll(versions, { timeout: 60_000, intervals: [500] }).toContain('25.2.4');
}

export const transferOf = async ({ terminal }: Beside, version: string): Promise<Transfer> => {
  const found = (await terminal.ask<Transfer[]>('download list')).find((transfer) => transfer.version === version);
  if (!found) throw new Error(`nothing of ${version} is on its way`);
  return found;
};

/** The row of a transfer while it is in a state. */
export const rowOf = (page: Page, title: string, state: Transfer['state']) =>
  page.getByRole('group', { name: downloads.transfers.row(title, text.transfers.states[state]), exact: true });

/** Chooses a version in the list at the left. */
export async function chooseVersion(page: Page, version: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(`^${version.replaceAll('.', '\\.')}`) }).click();
  await expect(page.getByRole('article', { name: `Graphics ${version}` })).toBeVisible();
}

/** The one button that fetches what most people come for. */
export const mainAct = (page: Page) => page.locator('[data-main-act]');
