import { writeFileSync } from 'node:fs';
import { licenseDrafts } from './license.ts';
import { trustRootDrafts } from './trust-root.ts';
import { finish } from './vector.ts';

/** The text of each vector file. */
export const vectorFiles = () => ({
  'license.json': textOf(finish('license', licenseDrafts)),
  'trust-root.json': textOf(finish('trust-root', trustRootDrafts)),
});

const textOf = (vectors: unknown) => `${JSON.stringify(vectors, null, 2)}\n`;

if (import.meta.main) {
  for (const [name, text] of Object.entries(vectorFiles())) writeFileSync(new URL(name, import.meta.url), text);
}
