import { defineConfig } from '@playwright/test';

const report = process.env.GREENROOM_REPORT;

const viewport = { width: 1280, height: 800 };
/** Debian's Chromium, kept from calling home; its sandbox cannot be used by root. */
const chromium = {
  executablePath: '/usr/bin/chromium',
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** `browser`: the local page and the portal in Debian's Chromium. `desktop`: the real window. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  forbidOnly: true,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts', use: { launchOptions: chromium, viewport } },
    // A window has the screen to itself.
    { name: 'desktop', testMatch: 'desktop/**/*.spec.ts', workers: 1 },
  ],
});
