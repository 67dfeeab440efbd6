import { existsSync, readFileSync, rmSync } from 'node:fs';
import { at, toolEnvironment } from './places.mjs';
import { run } from './run.mjs';
import { say, seconds } from './say.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, why?: string }} Result */

/** What passed, failed and was skipped so far, over all tools and runners. */
export function createTally() {
  const total = { passed: 0, failed: 0 };

  const add = (/** @type {string} */ name, /** @type {Result} */ result, /** @type {number} */ start) => {
    total.passed += result.passed;
    total.failed += result.failed;
    const failed = result.failed > 0 ? `, ${result.failed} failed` : '';
    const skipped = result.skipped > 0 ? `, ${result.skipped} skipped${result.why ? `: ${result.why}` : ''}` : '';
    say(`${name.padEnd(10)} ${result.passed} passed${failed}${skipped} (${seconds(start)})`);
  };

  return {
    fail(/** @type {string} */ why) {
      total.failed += 1;
      say(why);
    },

    /**
     * Runs a tool that either agrees or not.
     * @param {string} name
     * @param {string[]} command
     */
    async check(name, [program = '', ...parameters]) {
      const start = performance.now();
      const { ok, output } = await run(program, parameters, { quiet: true });
      if (!ok) console.log(output);
      add(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }, start);
    },

    /**
     * Runs a test runner, which leaves its report in the file it is given by the environment.
     * @param {string} name
     * @param {string[]} command
     * @param {(report: any) => Result} read
     */
    async suite(name, [program = '', ...parameters], read) {
      const start = performance.now();
      const report = at('test-results', `${name}.json`);
      rmSync(report, { force: true });
      const env = { ...toolEnvironment(), GREENROOM_REPORT: report };
      const { ok, output } = await run(program, parameters, { quiet: true, env });
      if (!ok) console.log(output);
      const result = existsSync(report)
        ? read(JSON.parse(readFileSync(report, 'utf8')))
        : { passed: 0, failed: 0, skipped: 0 };
      add(name, ok || result.failed > 0 ? result : { ...result, failed: 1 }, start);
    },

    /** Says how it went, in one line; the exit code agrees. */
    finish() {
      console.log(`${total.passed} passed, ${total.failed} failed`);
      process.exitCode = total.failed > 0 ? 1 : 0;
    },
  };
}

/** Reads the report of vitest. */
export const readVitest = (/** @type {any} */ report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

/** Reads the report of Playwright, with the reasons of what was skipped. */
export const readPlaywright = (/** @type {any} */ report) => ({
  passed: report.stats.expected + report.stats.flaky,
  failed: report.stats.unexpected + report.errors.length,
  skipped: report.stats.skipped,
  why: [...new Set(reasonsIn(report.suites))].join('; '),
});

/**
 * @param {any[]} suites
 * @returns {string[]}
 */
const reasonsIn = (suites = []) =>
  suites.flatMap(({ suites: inner, specs = [] }) => [
    ...reasonsIn(inner),
    ...specs
      .flatMap((/** @type {any} */ spec) => spec.tests)
      .flatMap((/** @type {any} */ test) => test.annotations)
      .filter((/** @type {any} */ { type }) => type === 'skip')
      .map((/** @type {any} */ { description }) => description ?? ''),
  ]);
