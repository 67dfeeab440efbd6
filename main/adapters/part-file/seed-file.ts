import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SeedFile, Stretch, Wrong } from '../../services/ports.ts';
import { deviceOf } from '../drives/durable.ts';
import type { HashJob } from './hash-job.ts';

/** Opens a file that may hold some of the chunks; null when it cannot be read. */
export async function openSeed(
  path: string,
  have: (source: HashJob['source'], stretch: Stretch) => Promise<Wrong>,
): Promise<SeedFile | null> {
  const folder = dirname(path);
  const device = await deviceOf(folder);
  const file = await open(path, 'r').catch(() => null);
  return (
    file && {
      copy: (from, stretch) => have({ file: file.fd, at: from }, stretch),
      isGone: async () => (await deviceOf(folder)) !== device,
      close: () => file.close().catch(() => undefined),
    }
  );
}
