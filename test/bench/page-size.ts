import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../build/steps/places.mjs';
import { printFigure } from '../support/figures.ts';

/** Everything the page may ever load but fonts: scripts and styles, each compressed by itself as a server would. */
const files = globSync('dist/renderer/**/*.{js,css,html}', { cwd: root });
const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file)), { level: 9 }).length, 0);
const kilobytes = bytes / 1000;
printFigure('page bundle, gzip', `${kilobytes.toFixed(0)} kB`, '<= 350 kB', files.length > 0 && kilobytes <= 350);
