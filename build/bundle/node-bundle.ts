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
}

/** Bundles a Node program with all its packages; what has a native part stays outside. Runs from Node 20.18 (Electron 33) on. */
export async function bundleForNode({ entry, to, format = 'es', executable = false }: NodeBundle): Promise<void> {
  const file = at('dist', to);
  await build({
    root: at(),
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron', 'keytar'] },
    build: {
      ssr: at(entry),
      outDir: dirname(file),
      emptyOutDir: true,
      target: 'node20.18',
      minify: true,
      sourcemap: true,
      rolldownOptions: {
        external: ['electron', 'keytar'],
        output: {
          format,
          entryFileNames: basename(file),
          chunkFileNames: `[name]-[hash]${extname(file)}`,
          ...(executable ? { banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : '') } : {}),
        },
      },
    },
  });
  if (executable) chmodSync(file, 0o755);
}
