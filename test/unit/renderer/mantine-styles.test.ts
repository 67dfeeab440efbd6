import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const mantine = join(root, 'node_modules', '@mantine', 'core');
const read = (path: string) => readFileSync(path, 'utf8');

/** Every part of Mantine that the window names, or that Mantine's palette and toasts are made of. */
const files = [
  ...globSync('renderer/**/*.{ts,tsx}', { cwd: root }),
  ...globSync('node_modules/@mantine/{spotlight,notifications}/esm/**/*.mjs', { cwd: root }),
];
const named = files.flatMap((file) =>
  [...read(join(root, file)).matchAll(/import \{([^}]*)\} from ['"]@mantine\/core['"]/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().split(/[. ]/)[0] ?? ''),
  ),
);

/** The style sheets behind a module of Mantine, with those of the modules it stands on. */
function sheetsBehind(module: string, seen: Set<string>): string[] {
  if (seen.has(module) || !existsSync(module)) return [];
  seen.add(module);
  return [...read(module).matchAll(/from "(\.[^"]+\.mjs)"/g)].flatMap(([, path = '']) => {
    const [, sheet] = path.match(/([^/]+)\.module\.mjs$/) ?? [];
    return sheet ? [sheet] : sheetsBehind(normalize(join(dirname(module), path)), seen);
  });
}

it('loads the style sheet of every part of Mantine that is used, in the order Mantine asks for', () => {
  const seen = new Set<string>();
  const parts = named.map((name) => join(mantine, 'esm', 'components', name, `${name}.mjs`));
  const needed = new Set(parts.flatMap((module) => sheetsBehind(module, seen)));
  const loaded = [...read(join(root, 'renderer/styles/mantine.css')).matchAll(/styles\/([\w-]+)\.css/g)].map(
    ([, name = '']) => name,
  );
  expect(needed.size).toBeGreaterThan(20);
  expect([...needed].filter((name) => !loaded.includes(name))).toEqual([]);

  const whole = read(join(mantine, 'styles.css'));
  const place = (name: string) => {
    const [rule = ''] = read(join(mantine, 'styles', `${name}.css`)).match(/\.m_[0-9a-f]+/) ?? [];
    return whole.indexOf(rule);
  };
  const parted = loaded.filter((name) => needed.has(name));
  expect(parted.map(place)).toEqual(parted.map(place).toSorted((a, b) => a - b));
});
