import type { Artifact } from '#shared/files/release.ts';

/** What lies beside a file under its own name, in the store, in libraries and on sticks. */
const besides = ['', '.chunks', '.minisig', '.part', '.part.journal'];

/** Why the artifacts of a release cannot lie in one folder, also where `A` and `a` are one name; null: they can. */
export function clashOf(artifacts: readonly Pick<Artifact, 'id' | 'fileName'>[]): string | null {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const { id, fileName } of artifacts) {
    const own = besides.map((beside) => `${fileName}${beside}`.toLowerCase());
    if (ids.has(id)) return id;
    if (own.some((name) => names.has(name))) return fileName;
    ids.add(id);
    for (const name of own) names.add(name);
  }
  return null;
}
