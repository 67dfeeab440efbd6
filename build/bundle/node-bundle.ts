import { chmodSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { build } from 'vite';
import { at } from '../steps/places.mjs';

interface NodeBundle {
  entry: string;
  to: string;
  format?: 'es' | 'cjs';
  /** Gets a first line that names Node, and may be run by itself. */
  executable?: boolean;
  /** Programs that it starts by their path: bundled as well, and laid beside it under their own names. */
  beside?: readonly string[];
}

/** Bundles a Node program with all its packages; what has a native part stays outside. Runs from Node 20.18 (Electron 33) on. */
export async function bundleForNode({
  entry,
  to,
  format = 'es',
  executable = false,
  beside = [],
}: NodeBundle): Promise<void> {
  const file = at('dist', to);
  await build({
    root: at(),
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron', 'keytar'] },
    build: {
      ssr: true,
      outDir: dirname(file),
      emptyOutDir: true,
      target: 'node20.18',
      minify: true,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries([[name(to), at(entry)], ...beside.map((path) => [name(path), at(path)])]),
        external: ['electron', 'keytar'],
        output: {
          format,
          entryFileNames: `[name]${extname(file)}`,
          chunkFileNames: `[name]-[hash]${extname(file)}`,
          ...(executable ? { banner: (chunk) => (chunk.name === name(to) ? '#!/usr/bin/env node' : '') } : {}),
        },
      },
    },
  });
  if (executable) chmodSync(file, 0o755);
}

const name = (path: string) => basename(path, extname(path));
