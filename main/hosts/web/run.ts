import { createInterface } from 'node:readline';
import { text } from '#shared/text/index.ts';
import { createBrowserOpener } from '../../adapters/browser.ts';
import { findInstalled } from '../../adapters/installed.ts';
import { type HostOptions, startCompanion } from '../companion.ts';
import { untilStopped } from '../until-stopped.ts';
import { startLocalPage } from './local-page.ts';

export interface WebOptions extends Pick<HostOptions, 'begins'> {
  /** Also opens the page in the browser of the system, where there is one. */
  openBrowser: boolean;
}

/** Runs the local web page until it is stopped. Enter gives a fresh address, for another browser. */
export async function runWeb({ begins, openBrowser }: WebOptions): Promise<void> {
  const pageFolder = findInstalled('dist/renderer');
  if (pageFolder === null) throw new Error('dist/renderer is not there: npm run build makes it');
  const ownership = await startCompanion({ kind: 'web', begins });
  const page = await startLocalPage({ router: ownership.router, pageFolder });
  const address = page.invite();
  console.log(text.cli.page.at(address));
  if (process.stdin.isTTY) {
    console.log(text.cli.page.again);
    createInterface({ input: process.stdin }).on('line', () => console.log(text.cli.page.at(page.invite())));
  }
  if (openBrowser)
    await createBrowserOpener()
      .open(address)
      .catch(() => undefined);
  await untilStopped();
  await page.stop();
  await ownership.stop();
}
