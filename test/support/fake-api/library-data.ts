import type { ArtifactKind } from '#shared/files/release.ts';
import type { ArtifactHere, CarriedRelease, LibraryEntry } from '#shared/models/release.ts';
import { day } from '#shared/models/time.ts';
import { pictureTime } from './data.ts';

const digest = 'ab'.repeat(32);

const entry = (
  [product, productName, version]: [product: string, name: string, version: string],
  [artifact, kind, title, fileName]: [id: string, kind: ArtifactKind, title: string, fileName: string],
  size: number,
  change: Partial<LibraryEntry> = {},
): LibraryEntry => ({
  product,
  productName,
  version,
  artifact,
  kind,
  title,
  platform: kind === 'installer' ? 'linux' : null,
  fileName,
  path: `/var/lib/greenroom/library/${product}/${version}/${fileName}`,
  size,
  verifiedAt: pictureTime - 21 * day,
  isKept: false,
  isOld: false,
  ...change,
});

const graphics = (version: string): [string, string, string] => ['graphics', 'Graphics', version];
const installer = (version: string): [string, ArtifactKind, string, string] => [
  'installer-linux',
  'installer',
  'Graphics for Linux',
  `graphics-${version}-linux-x64.run`,
];

/** What is on the machine of the pictures: two old installers, one of them kept, examples and a guide. */
export const pictureLibrary = (): LibraryEntry[] => [
  entry(graphics('25.4.0'), installer('25.4.0'), 9_790_000_000),
  entry(
    graphics('25.4.0'),
    ['example-arctic-studio', 'example-project', 'Arctic Studio', 'arctic-studio-25.4.zip'],
    6_210_000_000,
  ),
  entry(graphics('25.4.0'), ['user-guide', 'documentation', 'User guide', 'graphics-25.4.0-guide.pdf'], 38_000_000),
  entry(graphics('25.3.2'), installer('25.3.2'), 9_610_000_000, { isOld: true, verifiedAt: pictureTime - 60 * day }),
  entry(graphics('24.9.7'), installer('24.9.7'), 9_120_000_000, {
    isOld: true,
    isKept: true,
    verifiedAt: pictureTime - 300 * day,
  }),
  entry(
    ['tracking', 'Tracking', '12.1.3'],
    ['installer-linux', 'installer', 'Tracking for Linux', 'tracking-12.1.3-linux-x64.run'],
    6_420_000_000,
    { verifiedAt: pictureTime - 40 * day },
  ),
];

const artifact = (
  id: string,
  kind: ArtifactKind,
  title: string,
  size: number,
  change: Partial<ArtifactHere> = {},
): ArtifactHere => ({
  id,
  kind,
  title,
  platform: kind === 'installer' ? 'linux' : null,
  arch: null,
  fileName: `${id}.bin`,
  size,
  sha256: digest,
  chunks: { size: Math.ceil(size / 65_536) * 36, sha256: digest },
  isHere: false,
  ...change,
});

/** What somebody carries on a stick: a new version with its guide, and one of a cloud that is not known here. */
export const pictureCarried = (drive: string): CarriedRelease[] => [
  {
    drive,
    folder: 'graphics-25.4.1',
    product: 'graphics',
    productName: 'Graphics',
    version: '25.4.1',
    releasedAt: pictureTime - 5 * day,
    artifacts: [
      artifact('installer-linux', 'installer', 'Graphics for Linux', 9_840_000_000),
      artifact('user-guide', 'documentation', 'User guide', 38_000_000),
      artifact('example-arctic-studio', 'example-project', 'Arctic Studio', 6_210_000_000, { isHere: true }),
    ],
    freshness: 'unknown',
    refusal: null,
  },
  {
    drive,
    folder: 'director-8.0.2',
    product: 'director',
    productName: 'Director',
    version: '8.0.2',
    releasedAt: null,
    artifacts: [],
    freshness: 'unknown',
    refusal: { code: 'other-cloud', found: 'Fjord Broadcast', here: 'Northlight Studios' },
  },
];
