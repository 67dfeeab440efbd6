import { z } from 'zod';
import { Artifact, ReleaseManifestPayload, Version } from '../../files/release.ts';
import { Slug } from '../../models/id.ts';
import { mainChannel, Release } from '../../models/release.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

const idempotencyKey = IdempotencyKey.optional();
const one = z.object({ product: Slug, version: Version, idempotencyKey });

/** What the vendor does with releases. `npm run cloud -- publish …` puts the files into the store and then calls `publish`. */
export const vendorRelease = {
  publish: operation(
    'Makes a release visible whose files are in the store already; `npm run cloud -- publish` puts them there first',
    { needs: 'vendor', example: 'release publish --input release.json' },
    ['not-found', 'already-published', 'release-incomplete'],
  )
    .input(
      one.extend({
        channel: Slug.default(mainChannel),
        notes: ReleaseManifestPayload.shape.notes,
        minimumVersion: Version.nullable().default(null),
        artifacts: z.array(Artifact).min(1).max(200),
      }),
    )
    .output(Release),
  list: operation(
    'Lists the releases of a product, also those that were taken back',
    { needs: 'vendor', example: 'release list --product graphics' },
    ['not-found'],
  )
    .input(z.object({ product: Slug }))
    .output(z.array(Release)),
  yank: operation(
    'Takes a release back: it can be downloaded no more, and those who have it see the reason',
    { needs: 'vendor', example: 'release yank --product graphics --version 25.4.0 --reason "Loses key signal"' },
    ['not-found'],
  )
    .input(one.extend({ reason: z.string().trim().min(1).max(500) }))
    .output(Release),
  unyank: operation(
    'Makes a release that was taken back available again',
    { needs: 'vendor', example: 'release unyank --product graphics --version 25.4.0' },
    ['not-found'],
  )
    .input(one)
    .output(Release),
  unpublish: operation(
    'Removes a release from sight, as if it had never been; its version cannot be published again with other files',
    { needs: 'vendor', example: 'release unpublish --product graphics --version 25.4.0' },
    ['not-found'],
  )
    .input(one)
    .output(z.object({})),
};
