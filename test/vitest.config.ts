import { defineConfig } from 'vitest/config';

const project = (name: string, folder: string, testTimeout: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`, `test/${folder}/**/*.test.tsx`],
    testTimeout,
    hookTimeout: 60_000,
  },
});

const report = process.env.GREENROOM_REPORT;

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: ['test/support/postgres.ts'],
    reporters: report ? ['dot', ['json', { outputFile: report }]] : ['default'],
    projects: [
      project('unit', 'unit', 10_000),
      project('contract', 'contract', 60_000),
      project('promises', 'promises', 120_000),
      project('cli', 'e2e/cli', 120_000),
    ],
  },
});
