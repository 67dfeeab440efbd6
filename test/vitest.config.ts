import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `isShared`: files of one worker share their modules; none keeps state or is replaced, and loading them took most of the time. */
const project = (name: string, folder: string, testTimeout: number, isShared = false) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`, `test/${folder}/**/*.test.tsx`],
    testTimeout,
    isolate: !isShared,
    // A busy machine may be away for the second that vitest gives.
    expect: { poll: { timeout: 9_000 } },
    maxWorkers: availableParallelism(),
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
      project('unit', 'unit', 30_000, true),
      project('contract', 'contract', 60_000, true),
      project('promises', 'promises', 120_000),
      project('cli', 'e2e/cli', 120_000),
    ],
  },
});
