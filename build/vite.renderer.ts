import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page, the same for the window, the local page and the portal: one index.html and hashed assets. */
export default defineConfig({
  root: folder('../renderer'),
  base: '/',
  build: {
    outDir: folder('../dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
});
