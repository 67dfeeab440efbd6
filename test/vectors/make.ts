import { writeFileSync } from 'node:fs';
import type { KindName } from '#shared/files/kinds.ts';
import { corpus } from './corpus.ts';
import { licenseDrafts } from './license.ts';
import { appliedDrafts, proofDrafts, requestDrafts } from './machine.ts';
import { receiptDrafts } from './receipt.ts';
import { indexDrafts, manifestDrafts } from './release.ts';
import { trustRootDrafts } from './trust-root.ts';
import { type Draft, finish } from './vector.ts';

const drafts: { [Name in KindName]: Draft<Name>[] } = {
  'license-request': requestDrafts,
  license: licenseDrafts,
  'license-applied': appliedDrafts,
  'return-proof': proofDrafts,
  'return-receipt': receiptDrafts,
  'release-index': indexDrafts,
  'release-manifest': manifestDrafts,
  'trust-root': trustRootDrafts,
};

const finished = <Name extends KindName>(kind: Name): [string, unknown] => [`${kind}.json`, finish(kind, drafts[kind])];

/** The text of each vector file. */
export const vectorFiles = (): [name: string, text: string][] =>
  [...(Object.keys(drafts) as KindName[]).map((kind) => finished(kind)), ['corpus.json', corpus()] as const].map(
    ([name, vectors]) => [name, `${JSON.stringify(vectors, null, 2)}\n`],
  );

if (import.meta.main) {
  for (const [name, text] of vectorFiles()) writeFileSync(new URL(name, import.meta.url), text);
}
