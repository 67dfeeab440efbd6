import { spawn } from 'node:child_process';
import type { BrowserOpener } from '../services/ports.ts';

/** How each system opens a page; the address is one argument, and no shell ever reads it. */
const commands: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
};

/** Opens pages in the browser of the system. Fails when there is none; the caller shows the address instead. */
export function createBrowserOpener(platform: NodeJS.Platform = process.platform): BrowserOpener {
  return {
    open(url) {
      const [command = 'xdg-open', ...rest] = commands[platform] ?? [];
      // A URL made anew has nothing in it that a program could take for an option.
      const address = new URL(url).href;
      return new Promise((resolve, reject) => {
        const child = spawn(command, [...rest, address], { stdio: 'ignore', detached: true });
        child.once('error', reject);
        child.once('spawn', () => {
          child.unref();
          resolve();
        });
      });
    },
  };
}
