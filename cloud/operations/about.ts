import { CloudAbout } from '#shared/contract/cloud/about.ts';
import { version } from '#shared/version.ts';
import type { CloudParts } from '../context.ts';
import { hasNoOrganization } from '../store/queries/organization.ts';
import { os } from './base.ts';

/** The fact in which the sample data names its person. */
export const sampleFact = 'sample';

/** What anybody may know of this cloud. */
export function aboutOperations({ config, keys, store: { db } }: CloudParts) {
  return {
    show: os.about.show.handler(async () => {
      const isEmpty = await hasNoOrganization(db);
      const sample = await db
        .selectFrom('cloud_fact')
        .select('value')
        .where('name', '=', sampleFact)
        .executeTakeFirst();
      return {
        cloud: keys.cloudId,
        name: keys.cloudName,
        version,
        product: 'greenroom-cloud' as const,
        trustRoot: keys.trustRoot,
        fingerprint: keys.fingerprint,
        needsSetUp: isEmpty,
        hasOutbox: config.mail.kind === 'outbox',
        sample: sample ? CloudAbout.shape.sample.parse(JSON.parse(sample.value)) : null,
      };
    }),
  };
}
