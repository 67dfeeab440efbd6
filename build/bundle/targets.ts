import { cpSync } from 'node:fs';
import { build } from 'vite';
import { at } from '../steps/places.mjs';
import { bundleForNode } from './node-bundle.ts';

interface Target {
  name: string;
  inputs: readonly string[];
  build(): Promise<unknown>;
}

/** The threads that hash what is downloaded. */
const beside = ['main/adapters/part-file/hash-worker.ts'];

/** What dist/ is made of. */
export const targets: readonly Target[] = [
  {
    name: 'renderer',
    inputs: ['shared', 'renderer'],
    build: () => build({ configFile: at('build', 'vite.renderer.ts'), logLevel: 'warn' }),
  },
  {
    name: 'preload',
    inputs: ['preload'],
    build: () => bundleForNode({ entry: 'preload/preload.ts', to: 'preload/preload.cjs', format: 'cjs' }),
  },
  {
    name: 'desktop',
    inputs: ['shared', 'main', 'build/icons'],
    build: async () => {
      cpSync(at('build', 'icons'), at('dist', 'icons'), { recursive: true });
      await bundleForNode({ entry: 'main/hosts/desktop/main.ts', to: 'desktop/main.js', beside });
    },
  },
  {
    name: 'cli',
    inputs: ['shared', 'main'],
    build: () => bundleForNode({ entry: 'main/hosts/cli/main.ts', to: 'cli/greenroom.js', executable: true, beside }),
  },
  {
    name: 'check',
    inputs: ['shared', 'main'],
    build: () => bundleForNode({ entry: 'main/hosts/check/index.ts', to: 'check/index.js' }),
  },
];
