import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { CloudConfig } from '../config.ts';
import { deriveKey } from '../keys/sealed.ts';
import type { Clock } from '../ports.ts';
import { createFolderStore } from './folder.ts';
import { linksOfCloud, linksOfWebServer } from './links.ts';
import type { ReleaseStore } from './port.ts';
import { createS3Store } from './s3.ts';

/** The key that links to files of this cloud are made and read with. */
export const linkSecret = ({ secret }: Pick<CloudConfig, 'secret'>): Uint8Array => deriveKey(secret, 'release links');

/** The store of releases that the settings name. */
export function openReleaseStore(config: CloudConfig, clock: Clock): ReleaseStore {
  const { releases, releasesUrl, publicUrl } = config;
  const links = releasesUrl === null ? null : linksOfWebServer(releasesUrl);
  if (releases === null) return noStore;
  if ('bucket' in releases) return createS3Store(releases, { links, clock });
  const ownLinks = linksOfCloud({ publicUrl, secret: linkSecret(config), clock });
  return createFolderStore({ ...releases, links: links ?? ownLinks, clock });
}

const missing = () =>
  new Failure('invalid-input', {
    problems: [{ field: 'GREENROOM_RELEASES', problem: text.cloud.setting.releasesMissing }],
  });

/** Of a cloud that was not told where releases go: it has none. */
const noStore: ReleaseStore = {
  path: () => null,
  size: async () => null,
  read: async () => null,
  remove: async () => {},
  put: () => Promise.reject(missing()),
  link: () => Promise.reject(missing()),
};
