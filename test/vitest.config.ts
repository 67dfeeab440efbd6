import { defineConfig } from 'vitest/config';

/** `isolate: false`: test files of one worker share their modules. None keeps state or is replaced, and loading them took most of the time. */
const project = (name: string, folder: string, testTimeout: number, isolate = true) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`, `test/${folder}/**/*.test.tsx`],
    testTimeout,
    isolate,
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
      project('unit', 'unit', 10_000, false),
      project('contract', 'contract', 60_000, false),
      project('promises', 'promises', 120_000),
      project('cli', 'e2e/cli', 120_000),
    ],
  },
});
