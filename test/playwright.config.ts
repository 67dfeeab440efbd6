import { defineConfig } from '@playwright/test';

const report = process.env.GREENROOM_REPORT;

/** `browser`: the local page and the portal in Debian's Chromium. `desktop`: the real window. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/e2e',
  timeout: 90_000,
  workers: 1,
  forbidOnly: true,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    { name: 'desktop', testMatch: 'desktop/**/*.spec.ts' },
  ],
});
