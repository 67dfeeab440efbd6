import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Shows the pages without a machine or a cloud. Never shipped. */
export default defineConfig({
  root: folder('.'),
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [folder('../../..')] } },
  build: { outDir: folder('../../../dist/preview'), emptyOutDir: true, target: 'es2023' },
});
