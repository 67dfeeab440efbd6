import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '#shared/files/envelope.ts';
import type { LibraryNotes } from '../../services/ports.ts';
import { asFailure, type FileSystem, readIfThere, writeAtomic } from '../atomic-file.ts';

const Notes = z.object({ version: z.literal(1), kept: z.array(z.string().max(200)).max(10_000) });

/** `kept.json` in the library folder. A damaged one keeps nothing: it only ever saved a file from being tidied away. */
export function createLibraryNotes(library: string, fs: FileSystem = nodeFiles): LibraryNotes {
  const path = join(library, 'kept.json');
  return {
    async read() {
      const text = await readIfThere(fs, path).catch(() => null);
      return (text === null ? null : Notes.safeParse(parseJson(text)).data?.kept) ?? [];
    },
    async write(kept) {
      await asFailure(library, () => fs.mkdir(library, { recursive: true }));
      await writeAtomic(fs, path, `${JSON.stringify({ version: 1, kept }, null, 2)}\n`, 0o644);
    },
  };
}
