import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { at } from '../../../build/steps/places.mjs';

/** Starts the local web page of a machine; gives its address, with the code that is good once. */
export async function startLocalPage(folders: Record<string, string>, begins: 'sample' | 'empty' = 'sample') {
  const child = spawn(process.execPath, [at('main', 'hosts', 'web', 'main.ts'), `--${begins}`], {
    env: { ...process.env, ...folders },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = line.match(/http:\/\/\S+/) ?? [];
    if (!address) continue;
    child.stdout.resume();
    return {
      address,
      async stop(signal: NodeJS.Signals = 'SIGTERM') {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill(signal);
        await once(child, 'exit');
      },
    };
  }
  throw new Error('the local page ended without an address');
}
