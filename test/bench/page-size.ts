import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../build/steps/places.mjs';
import { printFigure } from '../support/figures.ts';

const folder = join(root, 'dist', 'renderer');

/** Scripts and styles, each compressed by itself as a server would; in kB. */
const sizeOf = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0) / 1000;

/** What index.html names is loaded at the start; pages that are opened later bring their own. Fonts are not counted. */
const html = readFileSync(join(folder, 'index.html'), 'utf8');
const atStart = [
  'index.html',
  ...[...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file),
];
const all = globSync('**/*.{js,css,html}', { cwd: folder });

const first = sizeOf(atStart);
printFigure('page at the start, gzip', `${first.toFixed(0)} kB`, '<= 350 kB', atStart.length > 2 && first <= 350);
const whole = sizeOf(all);
printFigure('page with everything it may ever load, gzip', `${whole.toFixed(0)} kB`, '<= 700 kB', whole <= 700);
