import { expect, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { sizes } from '../../bench/portal-lists/sizes.ts';
import { seedPortal } from '../../bench/portal-lists/seed.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { expectSmooth } from '../../support/e2e/smooth.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';

let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  cloud = await startSampleCloud();
  const { id } = await cloud.store.db
    .selectFrom('organization')
    .select('id')
    .where('name', '=', 'Northlight Studios')
    .executeTakeFirstOrThrow();
  const began = performance.now();
  await seedPortal(cloud.store, { organization: id, now: Date.now(), size: sizes });
  console.log(`seeded in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
});
test.afterAll(() => cloud.stop());

const { licenses, organization, team } = text.window;

const lists = [
  { what: 'T11: a team of 5 000', path: '/team', name: team.title },
  { what: 'L6: 20 000 licenses', path: '/licenses?list=all', name: licenses.title },
  { what: 'T10: 200 000 deeds', path: '/organization/audit', name: organization.tab.audit },
];

for (const { what, path, name } of lists)
  test(`${what} come as one scrolls, from a real cloud, and the page stays smooth`, async ({ page }) => {
    test.setTimeout(180_000);
    await signInAtPortal(page, cloud.url, 'amara@northlight.example');
    await page.goto(new URL(path, cloud.url).href);
    const grid = page.getByRole('grid', { name });
    await expect(grid.getByRole('row').nth(5)).toBeVisible({ timeout: 60_000 });
    await expectSmooth(page, grid);
  });
