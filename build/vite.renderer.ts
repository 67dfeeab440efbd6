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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What everything stands on, in a file of its own that is read first: our styles only win over Mantine's after them.
          groups: [
            { name: 'base', test: /@mantine\/core\/esm\/core\/|@mantine\/.*\.css|renderer\/styles\/.*\.css/ },
            // What several pages share is one file, not dozens: small ones compress badly. Nothing with styles, see above.
            {
              name: 'shared',
              test: /node_modules\/.*\.m?js$|\/(shared|renderer\/(state|api))\/.*\.tsx?$/,
              minShareCount: 4,
              priority: -1,
            },
          ],
        },
      },
      // Mantine marks its files for React servers; there is none here, and the notes fill the screen.
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
});
