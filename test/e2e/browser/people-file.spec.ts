import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { expectAccessibleInBothThemes } from '../../support/e2e/axe.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { startSampleCloud, type SampleCloud } from '../../support/sample-cloud.ts';

const { peopleFile, shell } = text.window;

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

test('T3, L6: people go out as a file, come back changed, and nothing happens before it was seen', async ({ page }) => {
  await signInAtPortal(page, cloud.url, 'amara@northlight.example');
  await page.getByRole('navigation', { name: shell.navigation }).getByRole('link', { name: shell.pages.team }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: peopleFile.menu, exact: true }).click();
      await page.getByRole('menuitem', { name: peopleFile.export }).click();
    })(),
  ]);
  const exported = await readFile(await download.path(), 'utf8');
  expect(exported).toContain('jo@northlight.example');

  await page.getByRole('button', { name: peopleFile.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: peopleFile.import }).click();
  await expect(page.getByRole('heading', { level: 1, name: peopleFile.title })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'people file, before');

  const changed = `${exported}"<img src=x onerror=alert(1)>",,member,,,\r\nnew@northlight.example,,reader,,,\r\n`;
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: peopleFile.choose }).press('Enter');
  await (await choosing).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) });
  const rows = page.getByRole('grid', { name: peopleFile.title }).getByRole('row');
  await expect(rows.filter({ hasText: 'new@northlight.example' })).toContainText(peopleFile.steps.invite('Reader', []));
  await expect(rows.filter({ hasText: 'onerror' })).toContainText(peopleFile.states.problem);
  await expectAccessibleInBothThemes(page, 'people file, preview');

  await page.getByRole('button', { name: peopleFile.apply(1) }).click();
  await expect(rows.filter({ hasText: 'new@northlight.example' })).toContainText(peopleFile.states.done);
  await expect(page.getByRole('button', { name: peopleFile.nothing })).toBeDisabled();
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: peopleFile.saveReport }).click(),
  ]);
  expect(await readFile(await report.path(), 'utf8')).toContain('new@northlight.example,Invite as Reader,');

  await page.getByRole('button', { name: peopleFile.back }).click();
  await expect(page.getByRole('row').filter({ hasText: 'new@northlight.example' })).toBeVisible();
});
