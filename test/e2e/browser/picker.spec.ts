import { expect, test } from '@playwright/test';
import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { signedInElsewhere } from '../../support/sample-cloud.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAsSample } from '../../support/e2e/story.ts';
import { freshMachine } from '../../support/window.ts';

const nameOf = ({ product, edition }: HeldLease) => `${product.name} ${edition.name}`;
const { overview, picker } = text.window;

test('L2: a license is chosen with the keyboard alone, in under ten seconds', async ({ page }) => {
  const machine = freshMachine();
  const local = await startLocalPage(machine);
  try {
    await page.goto(local.address);
    await signInAsSample(page);
    const start = performance.now();
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: picker.keys.filter })).toBeFocused();
    await page.keyboard.type('graphics ar');
    await expect(page.getByRole('row', { selected: true })).toContainText('Graphics Artist');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('grid', { name: picker.label })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await createBeside(machine).held())[0]?.product.id).toBe('graphics');
  } finally {
    await local.stop();
  }
});

test('L2: a filter that finds nothing says so, and offers the way back', async ({ page }) => {
  const local = await startLocalPage(freshMachine());
  try {
    await page.goto(local.address);
    await signInAsSample(page);
    await page.getByRole('textbox', { name: picker.keys.filter }).fill('no such thing');
    await expect(page.getByText(picker.nothingFound('no such thing'))).toBeVisible();
    await page.getByRole('button', { name: picker.clearFilter }).click();
    const list = page.getByRole('grid', { name: picker.label });
    await expect(list).toBeFocused();

    // What somebody types further goes where they type, though the list comes back meanwhile.
    const field = page.getByRole('textbox', { name: picker.keys.filter });
    await field.fill('graphicsx');
    await expect(page.getByText(picker.nothingFound('graphicsx'))).toBeVisible();
    await page.keyboard.press('Backspace');
    await expect(list).toBeVisible();
    await page.keyboard.type(' artist');
    await expect(field).toHaveValue('graphics artist');
  } finally {
    await local.stop();
  }
});

test('L2: Enter on a seat that is taken says who can change that, and does so no more for another row', async ({
  page,
}) => {
  const local = await startLocalPage(freshMachine());
  try {
    await page.goto(local.address);
    await signInAsSample(page);
    const taken = page.getByRole('row', { name: /In use by Priya Raman/ });
    await taken.getByText('Priya').click();
    await expect(taken).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(/seats? of Keyer Studio (is|are) in use/);
    await expect(page.getByRole('grid', { name: picker.label })).toBeFocused();
    await page.keyboard.press('Home');
    await expect(taken).toHaveAttribute('aria-selected', 'false');
    await expect(page.getByRole('alert')).toBeHidden();
  } finally {
    await local.stop();
  }
});

test('L2: a seat that was freed elsewhere is taken, though the list does not know of it yet', async ({ page }) => {
  const machine = freshMachine();
  const local = await startLocalPage(machine);
  try {
    await page.goto(local.address);
    await signInAsSample(page);
    await page.getByRole('textbox', { name: picker.keys.filter }).fill('priya');
    const taken = page.getByRole('row', { name: /In use by Priya Raman/ });
    await taken.getByText('Priya').click();
    await expect(taken).toHaveAttribute('aria-selected', 'true');
    const beside = createBeside(machine);
    const elsewhere = await signedInElsewhere(await beside.cloudUrl());
    const { rows } = await elsewhere.license.usable({ text: 'keyer studio', limit: 10 });
    const lease = rows.flatMap(({ leases }) => leases).find(({ person }) => person?.name === 'Priya Raman');
    if (!lease) throw new Error('Priya holds no Keyer Studio');
    await elsewhere.lease.release({ lease: lease.id });
    await expect(taken).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: overview.title })).toBeVisible();
    expect((await beside.held()).map(nameOf)).toEqual(['Keyer Studio']);
  } finally {
    await local.stop();
  }
});
