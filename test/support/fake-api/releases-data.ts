import type { ArtifactKind } from '#shared/files/release.ts';
import type { Platform } from '#shared/models/machine.ts';
import type { ProductReleases, Release, Shelf } from '#shared/models/release.ts';
import { day } from '#shared/models/time.ts';
import { pictureTime } from './data.ts';

/** What is published, and what this machine makes of it. */
export interface ReleasesWorld {
  products: ProductReleases[];
  /** Everything of a shelf that is not the releases themselves. */
  shelf: Pick<Shelf, 'publisher' | 'refused' | 'asOf' | 'isCurrent'> & {
    freshness: Shelf['products'][number]['freshness'];
  };
}

/** Looks like a digest, and differs from name to name. */
const digestOf = (seed: string) =>
  Array.from({ length: 64 }, (_, at) => ((seed.charCodeAt(at % seed.length) * (at + 7)) % 16).toString(16)).join('');

export const artifactOf = (
  id: string,
  kind: ArtifactKind,
  title: string,
  size: number,
  platform: Platform | null = null,
): Release['artifacts'][number] => ({
  id,
  kind,
  title,
  platform,
  arch: platform === null ? null : 'x64',
  fileName: `${id}.${kind === 'documentation' ? 'pdf' : 'bin'}`,
  size,
  sha256: digestOf(id + size),
  chunks: { size: Math.ceil(size / 65_536) * 36, sha256: digestOf(`${id} chunks`) },
});

const names: Record<Platform, string> = { windows: 'Windows', macos: 'macOS', linux: 'Linux' };
const installers = (product: string, size: number) =>
  (['windows', 'macos', 'linux'] as const).map((platform) =>
    artifactOf(`installer-${platform}`, 'installer', `${product} for ${names[platform]}`, size, platform),
  );

const graphicsParts = (size: number) => [
  ...installers('Graphics', size),
  artifactOf('led-wall', 'add-on', 'LED Wall add-on', 684_000_000),
  artifactOf('example-arctic-studio', 'example-project', 'Arctic Studio', 6_210_000_000),
  artifactOf('example-election-night', 'example-project', 'Election Night', 3_900_000_000),
  artifactOf('user-guide', 'documentation', 'User guide', 38_000_000),
];

const release = (
  product: string,
  version: string,
  on: [year: number, month: number, date: number],
  artifacts: Release['artifacts'],
  notes: string,
  change: Partial<Release> = {},
): Release => ({
  product,
  channel: 'stable',
  version,
  releasedAt: Date.UTC(on[0], on[1] - 1, on[2], 9),
  notes,
  minimumVersion: null,
  artifacts,
  yanked: null,
  ...change,
});

const notes251 = `Two engines share one take list

### Added
- Frame-accurate take list shared between two engines of one machine.

### Changed
- Camera delay is kept per lens file and follows it to another machine.

### Fixed
- Key signal stayed half a frame late after a format change to \`1080p50\`.
- Set extension dropped reflections on walls wider than 32 m.
- Restarting the render node no longer waits for the tracking source.

### Known
- HDR preview on a second monitor needs driver 581.15 or newer.
`;
const notes250 = `Set extension on curved walls

### Added
- Set extension follows curved walls, see [the guide](https://help.fathom.example/graphics/walls).

### Fixed
- A key with **spill suppression** no longer shifts hue.

### Known
- Very long take lists scroll slowly.
`;
const notes = (line: string) => `${line}\n\n### Fixed\n- ${line} on machines with two cards.\n`;

/** The releases of the picture, and of two more products. */
export const pictureReleases = (): ProductReleases[] => [
  {
    product: { id: 'graphics', name: 'Graphics', glyph: 'layers' },
    releases: [
      release('graphics', '25.5.0-b3', [2026, 11, 20], installers('Graphics', 9_910_000_000), notes('Beta of lights'), {
        channel: 'beta',
      }),
      release('graphics', '25.4.1', [2026, 11, 18], graphicsParts(9_840_000_000), notes251),
      release('graphics', '25.4.0', [2026, 11, 2], graphicsParts(9_790_000_000), notes250),
      release('graphics', '25.3.2', [2026, 9, 24], graphicsParts(9_610_000_000), notes('Steadier sync')),
      release('graphics', '25.3.1', [2026, 9, 1], graphicsParts(9_600_000_000), notes('Quicker start'), {
        minimumVersion: '24.0.0',
      }),
      release('graphics', '25.3.0', [2026, 8, 12], graphicsParts(9_590_000_000), notes('New key panel')),
      release('graphics', '25.2.4', [2026, 6, 30], graphicsParts(9_400_000_000), notes('Long-term support'), {
        channel: 'long-term',
      }),
    ],
  },
  {
    product: { id: 'tracking', name: 'Tracking', glyph: 'target' },
    releases: [
      release(
        'tracking',
        '12.2.0',
        [2026, 11, 16],
        [...installers('Tracking', 7_360_000_000), artifactOf('lenses', 'demo-files', 'Lens files', 212_000_000)],
        'Lens files travel with the camera\n\n### Added\n- Lens files travel with the camera.\n',
      ),
      release('tracking', '12.1.3', [2026, 10, 14], installers('Tracking', 6_420_000_000), notes('Calmer pan')),
    ],
  },
  {
    product: { id: 'director', name: 'Director', glyph: 'film' },
    releases: [
      release(
        'director',
        '8.1.0',
        [2026, 10, 30],
        [
          artifactOf('installer-windows', 'installer', 'Director for Windows', 612_000_000, 'windows'),
          artifactOf('manual', 'documentation', 'Director manual', 21_000_000),
        ],
        'Rundowns with chapters\n\n### Added\n- Chapters in rundowns.\n',
      ),
    ],
  },
];

export const emptyReleases = (): ReleasesWorld => ({
  products: [],
  shelf: { publisher: 'Fathom Graphics', refused: [], asOf: pictureTime, isCurrent: true, freshness: 'fresh' },
});

export const releasesOfPicture = (): ReleasesWorld => ({ ...emptyReleases(), products: pictureReleases() });

/** Seen some days ago, and nobody answers now. */
export const seenLast = (): Pick<Shelf, 'asOf' | 'isCurrent'> => ({ asOf: pictureTime - 6 * day, isCurrent: false });
