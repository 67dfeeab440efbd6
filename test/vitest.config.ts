import { defineConfig } from 'vitest/config';

const project = (name: string, testTimeout: number) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: 60_000 },
});

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: [project('unit', 10_000), project('contract', 60_000), project('promises', 120_000)],
  },
});
