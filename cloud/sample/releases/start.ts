import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CloudParts } from '../../context.ts';
import { missingReleases } from './fill.ts';
import type { SampleSize } from './files.ts';

const program = fileURLToPath(new URL('./program.ts', import.meta.url));
/** Whoever starts a cloud wants to see it first. */
const soon = 2_000;

/**
 * Has the releases of the sample made by a process of its own, so that neither the time nor the memory of the cloud is
 * taken for it. The end of it waits until that process has ended; the next start goes on.
 */
export function startSampleReleases(
  parts: Pick<CloudParts, 'config' | 'log' | 'store'>,
  size: SampleSize,
  { first = soon } = {},
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const done = fill(parts, size, { first, signal }).catch((error: unknown) => {
    if (!signal.aborted) parts.log.warn({ err: error }, 'the sample has not all of its releases');
  });
  return async () => {
    stopping.abort();
    await done;
  };
}

async function fill(
  parts: Pick<CloudParts, 'config' | 'store'>,
  size: SampleSize,
  { first, signal }: { first: number; signal: AbortSignal },
): Promise<void> {
  await sleep(first, undefined, { signal });
  if ((await missingReleases(parts)).length === 0) return;
  signal.throwIfAborted();
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  // It is what ties the two together: when this process is gone, however that came, the other one ends too.
  const part = () => child.connected && child.disconnect();
  signal.addEventListener('abort', part, { once: true });
  child.send({ config: parts.config, size });
  const [code] = await ended;
  signal.removeEventListener('abort', part);
  if (code !== 0) throw new Error(`the process that makes them ended with ${code}`);
}
