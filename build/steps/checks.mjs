/** What `npm run check` and `npm test` ask before any test runs: name and command. */
export const checks = /** @type {const} */ ([
  ['format', ['biome', 'format', '.']],
  ['types', ['tsc', '-b']],
  ['lint', ['oxlint']],
  ['dead code', ['knip']],
]);

/**
 * The vitest projects that need nothing but Node.
 * @param {string[]} projects
 */
export const vitest = (...projects) => [
  'vitest',
  'run',
  '--config',
  'test/vitest.config.ts',
  ...projects.flatMap((project) => ['--project', project]),
];
