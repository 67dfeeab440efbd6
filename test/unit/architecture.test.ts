import { globSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const sources = globSync('{shared,main,preload,renderer,cloud,build,test}/**/*.{ts,tsx,mjs}', { cwd: root });

/** What each folder may import: its own and other folders of ours, and packages. The most specific line decides. */
const table: Record<string, { folders: string[]; packages: 'any' | RegExp }> = {
  shared: { folders: ['shared'], packages: /^(zod|@orpc\/contract)$/ },
  'main/services': { folders: ['shared', 'main/services'], packages: /^(zod|@orpc\/(contract|server|client))$/ },
  'main/adapters': {
    folders: ['shared', 'main/services/ports.ts', 'main/companion.ts', 'main/adapters'],
    packages: /^(?!electron)/,
  },
  'main/hosts': { folders: ['shared', 'main'], packages: /^(?!electron)/ },
  'main/hosts/desktop': { folders: ['shared', 'main'], packages: 'any' },
  main: { folders: ['shared', 'main'], packages: /^(?!electron)/ },
  preload: { folders: ['shared'], packages: /^electron$/ },
  renderer: { folders: ['shared', 'renderer'], packages: /^(?!electron|node:|fastify|better-auth|kysely)/ },
  cloud: { folders: ['shared', 'cloud'], packages: /^(?!electron|react)/ },
  build: { folders: ['build'], packages: 'any' },
  test: { folders: [''], packages: 'any' },
};

/** The pure modules of Node that services may use. */
const pureNodeModules = new Set(['node:path', 'node:url', 'node:util', 'node:events', 'node:crypto']);

const topLevel = [
  '.ci',
  '.github',
  '.gitignore',
  '.npmrc',
  '.oxlintrc.json',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'biome.json',
  'build',
  'cloud',
  'electron-builder.yml',
  'knip.json',
  'main',
  'package-lock.json',
  'package.json',
  'preload',
  'renderer',
  'shared',
  'test',
  'tsconfig.json',
];

const rowFor = (file: string) => {
  const folder = Object.keys(table)
    .filter((name) => file.startsWith(`${name}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  if (!folder) throw new Error(`${file} lies in no known folder`);
  return { folder, ...table[folder]! };
};

/** `import … from '…'` and `export … from '…'`, a bare `import '…'`, and `import('…')`. */
const importForms = [
  /^(?:import|export)\s[\w$*{},\s]*?from\s*'([^']+)'/gm,
  /^import\s*'([^']+)'/gm,
  /\bimport\(\s*'([^']+)'/g,
];

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return importForms.flatMap((form) => [...text.matchAll(form)].map(([, specifier = '']) => specifier));
}

/** The path of a file of ours, or null for a package. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  return specifier.startsWith('#') ? specifier.slice(1) : null;
}

function allows(file: string, specifier: string): boolean {
  const { folder, folders, packages } = rowFor(file);
  const ours = target(file, specifier);
  if (ours !== null) return folders.some((name) => name === '' || ours === name || ours.startsWith(`${name}/`));
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
  if (isNode && folder === 'main/services') return pureNodeModules.has(specifier);
  if (isNode && folder === 'shared') return false;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return packages === 'any' || isNode || packages.test(name);
}

describe('architecture', () => {
  it('has the top level it should have, and nothing more', () => {
    const ours = readdirSync(root).filter((name) => !['.git', 'node_modules', 'dist', 'test-results'].includes(name));
    expect(ours.filter((name) => !topLevel.includes(name))).toEqual([]);
  });

  it('imports only what the table of ARCHITECTURE allows', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !allows(file, specifier))
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('writes the extension in every import of its own files', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter(
          (specifier) => target(file, specifier) !== null && !/\.(ts|tsx|mjs|css|json|svg)(\?\w+)?$/.test(specifier),
        )
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps files short and names them in kebab-case', () => {
    const long = sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
    // The test of a promise begins with its id.
    const names = sources.map((file) => file.replace(/^test\/promises\/[A-Z]\d+-/, ''));
    expect(names.filter((name) => /[A-Z_]/.test(name))).toEqual([]);
  });

  it('has no module mocks, no silenced types, no forgotten marks', () => {
    const wrong = sources
      .filter((file) => !file.endsWith('architecture.test.ts'))
      .filter((file) =>
        /\bvi\.mock\(|@ts-ignore|@ts-expect-error|as unknown as|\bTODO\b|\bFIXME\b/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      );
    expect(wrong).toEqual([]);
  });
});
