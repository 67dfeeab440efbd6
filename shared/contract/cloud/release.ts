import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { ArtifactPart, ArtifactRef, ProductReleases, SignedReleases } from '../../models/release.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

/** What an organization may download: the releases of what it has licenses for, up to the end of the last of them. */
export const release = {
  list: operation('Lists the releases an organization may download, by product', {
    needs: 'organization.view',
    subject: 'organization',
    key: 'organization.view',
    example: 'cloud release list --organization O-1',
  })
    .input(z.object({ organization: Id }))
    .output(z.array(ProductReleases)),
  files: operation('Gives the same as signed indexes and manifests, for whoever verifies', {
    needs: 'organization.view',
    subject: 'organization',
    key: 'organization.view',
  })
    .input(z.object({ organization: Id }))
    .output(z.array(SignedReleases)),
  link: operation(
    'Makes an address that an artifact, or what lies beside it, can be fetched from for a while; asked for again, it makes a new one',
    { needs: 'organization.view', subject: 'organization', key: 'organization.view' },
    ['not-found', 'release-yanked'],
  )
    .input(ArtifactRef.extend({ organization: Id, part: ArtifactPart.default('file') }))
    .output(z.object({ url: z.url({ protocol: /^https?$/ }), expiresAt: Moment.nullable() })),
};
