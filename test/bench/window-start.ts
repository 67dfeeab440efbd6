import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, printFigure } from '../support/figures.ts';
import { electronProgram, freshMachine, launch } from '../support/window.ts';

/** From start to a button one can press: our window against an empty one, turn and turn about. */
const rounds = 5;

async function timeToButton(options: Parameters<typeof launch>[1]): Promise<number> {
  const start = performance.now();
  const app = await launch(freshMachine(), options);
  try {
    const page = await app.firstWindow();
    await page.locator('button:enabled').first().waitFor({ state: 'visible', timeout: 30_000 });
    return performance.now() - start;
  } finally {
    await app.close();
  }
}

function emptyApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-empty-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>empty</title><button>Ready</button>');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('page.html'));
     app.on('window-all-closed', () => app.quit());`,
  );
  return folder;
}

if (electronProgram === null) console.log('skipped: no Electron runtime');
else {
  const empty: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    empty.push(await timeToButton({ app: emptyApp() }));
    ours.push(await timeToButton({ options: ['--sample'] }));
  }
  const ratio = median(ours) / median(empty);
  const measured = `${ratio.toFixed(2)} x`;
  printFigure('window interactive, against an empty one', measured, '<= 2 x', ratio <= 2);
  console.log(`      ours ${Math.round(median(ours))} ms, empty ${Math.round(median(empty))} ms`);
}
