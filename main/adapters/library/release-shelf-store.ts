import { createHash } from 'node:crypto';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '#shared/files/envelope.ts';
import { Id } from '#shared/models/id.ts';
import { SignedReleases } from '#shared/models/release.ts';
import { Moment } from '#shared/models/time.ts';
import type { ReleaseShelfStore } from '../../services/ports.ts';
import { asFailure, type FileSystem, readIfThere, writeAtomic } from '../atomic-file.ts';

const KeptReleases = z.object({ cloud: Id, organization: Id, asOf: Moment, files: z.array(SignedReleases) });

/** One file for each organization, below the state folder. What was signed is verified anew by whoever reads it. */
export function createReleaseShelfStore(stateFolder: string, fs: FileSystem = nodeFiles): ReleaseShelfStore {
  const folder = join(stateFolder, 'releases');
  // An id may hold anything.
  const pathOf = (organization: string) =>
    join(folder, `offered-${createHash('sha256').update(organization).digest('hex').slice(0, 16)}.json`);
  const readAt = async (path: string) => {
    const text = await readIfThere(fs, path).catch(() => null);
    return text === null ? null : (KeptReleases.safeParse(parseJson(text)).data ?? null);
  };

  return {
    async read(organization) {
      const kept = await readAt(pathOf(organization));
      return kept?.organization === organization ? kept : null;
    },
    async readLast() {
      const names = await fs.readdir(folder).catch(() => []);
      const all = await Promise.all(
        names.filter((name) => /^offered-\w+\.json$/.test(name)).map((name) => readAt(join(folder, name))),
      );
      const known = all.filter((kept) => kept !== null);
      return known.toSorted((a, b) => b.asOf - a.asOf)[0] ?? null;
    },
    async write(kept) {
      await asFailure(folder, () => fs.mkdir(folder, { recursive: true }));
      await writeAtomic(fs, pathOf(kept.organization), `${JSON.stringify(kept)}\n`, 0o644);
    },
  };
}
