import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { featureNames } from './feature-names.mjs';
import { at } from './places.mjs';

/** @typedef {{ name: string, where: string, status: 'passed' | 'failed' | 'skipped' }} Case */

const vitestRunners = ['unit', 'contract', 'promises', 'cli'];
const playwrightRunners = ['browser', 'desktop'];

/** The ids that a test's name begins with: `A3, A4: …`, `S15: …`, `R8 …`. */
const leading = /^(?:[ATLFDOSR]\d{1,2}(?:, | and |(?=[:\s])))+:?\s*/;
const idsIn = (/** @type {string} */ name) => leading.exec(name)?.[0].match(/[A-Z]\d+/g) ?? [];

const prefixOf = (/** @type {string} */ name) =>
  idsIn(name)
    .map((id) => `${id}, `)
    .join('');

/** Writes the page that lists id, tests and status, from the reports that the runners have left. Answers how many ids have a test. */
export function writeFeatures(/** @type {string} */ file) {
  const cases = [
    ...vitestRunners.flatMap((runner) => vitestCases(runner, reportOf(runner))),
    ...playwrightRunners.flatMap((runner) => playwrightCases(runner, reportOf(runner)?.suites)),
  ];
  const byId = groupBy(
    cases.flatMap((each) => idsIn(each.name).map((id) => ({ id, each }))),
    ({ id }) => id,
  );
  const sections = Object.entries(featureNames).map(([title, features]) =>
    [
      `## ${title}`,
      '',
      '| id | what | tests | status |',
      '|---|---|---|---|',
      ...Object.entries(features).map(([id, what]) =>
        row(
          id,
          what,
          (byId.get(id) ?? []).map(({ each }) => each),
        ),
      ),
    ].join('\n'),
  );
  writeFileSync(file, `${[head, ...sections].join('\n\n')}\n`);
  return byId.size;
}

const head = `# What is promised, and the tests that show it

Made from the reports of a whole run (\`npm test\`, then \`npm run features\`): every test whose name begins with an id.
A test that runs on both engines, or for several inputs, is one line with its count.`;

function row(/** @type {string} */ id, /** @type {string} */ what, /** @type {Case[]} */ cases) {
  const byName = groupBy(cases, ({ name, where }) => `${name.replace(leading, '')} (${where})`);
  const lines = [...byName].map(([name, same]) => escape(same.length > 1 ? `${name} ×${same.length}` : name));
  return `| ${id} | ${what} | ${lines.join('<br>') || 'none'} | ${statusOf(cases)} |`;
}

function statusOf(/** @type {Case[]} */ cases) {
  const count = (/** @type {Case['status']} */ status) => cases.filter((each) => each.status === status).length;
  const failed = count('failed');
  if (failed > 0) return `**${failed} failed**`;
  const skipped = count('skipped');
  if (cases.length === 0) return 'no test by this id';
  return `${count('passed')} passed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Node 20 has no Map.groupBy yet, and these scripts run on it.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 */
function groupBy(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const escape = (/** @type {string} */ words) =>
  words.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');

function reportOf(/** @type {string} */ runner) {
  const file = at('test-results', `${runner}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @returns {Case[]} */
function vitestCases(/** @type {string} */ runner, /** @type {any} */ report) {
  return (report?.testResults ?? []).flatMap((/** @type {any} */ { assertionResults }) =>
    assertionResults.map((/** @type {any} */ { title, ancestorTitles, status }) => ({
      // Tests of a group that is named by an id are named by it, too.
      name: idsIn(title).length > 0 ? title : `${ancestorTitles.map(prefixOf).join('')}${title}`,
      where: runner,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    })),
  );
}

/** @returns {Case[]} */
function playwrightCases(/** @type {string} */ runner, /** @type {any[]} */ suites = []) {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...playwrightCases(runner, inner),
    ...specs.map((/** @type {any} */ { title, ok, tests }) => ({
      name: title,
      where: runner,
      status: tests.every((/** @type {any} */ { status }) => status === 'skipped')
        ? 'skipped'
        : ok
          ? 'passed'
          : 'failed',
    })),
  ]);
}
