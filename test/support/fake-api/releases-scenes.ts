import { Failure } from '#shared/errors.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { pictureTime } from './data.ts';
import { pictureLibrary } from './library-data.ts';
import { artifactOf, releasesOfPicture, seenLast } from './releases-data.ts';
import { transferOf } from './releases-transfers.ts';
import type { World } from './world.ts';

const tracking = { id: 'tracking', name: 'Tracking' };
const graphics = { id: 'graphics', name: 'Graphics' };

const wave = (speed: number, dipAt?: number) =>
  Array.from({ length: 60 }, (_, at) =>
    dipAt !== undefined && at >= dipAt && at < dipAt + 4
      ? speed * 0.1
      : speed * (0.78 + 0.12 * Math.sin(at / 5) + 0.1 * Math.sin(at * 2.3)),
  );

const running = (size: number, share: number, received: number, speed: number, dip?: number): Partial<Transfer> => ({
  state: 'running',
  verifiedBytes: size * share,
  receivedBytes: size * received,
  bytesPerSecond: speed,
  secondsLeft: (size * (1 - share)) / speed,
  speeds: wave(speed, dip),
});

const installer = artifactOf('installer-linux', 'installer', 'Tracking for Linux', 7_360_000_000, 'linux');
const election = artifactOf('example-election-night', 'example-project', 'Election Night', 3_900_000_000);
const ledWall = artifactOf('led-wall', 'add-on', 'LED Wall add-on', 684_000_000);
const graphicsInstaller = artifactOf('installer-linux', 'installer', 'Graphics for Linux', 9_840_000_000, 'linux');

/** The two of the picture, and one that waits for its turn. */
const pictureTransfers = (): Transfer[] => [
  transferOf({ version: '12.2.0' }, installer, tracking, pictureTime, {
    ...running(installer.size, 0.5802, 0.631, 48_200_000),
    note: { code: 'continued', keptBytes: 4_100_000_000 },
  }),
  transferOf({ version: '25.4.1' }, election, graphics, pictureTime, {
    ...running(election.size, 0.6206, 0.642, 21_700_000, 38),
    note: { code: 'link-renewed' },
  }),
  transferOf({ version: '25.3.2' }, ledWall, graphics, pictureTime),
];

const withPicture = (world: World) => {
  world.releases = releasesOfPicture();
  world.library = pictureLibrary().map((entry) =>
    entry.artifact === 'example-arctic-studio' ? { ...entry, version: '25.4.1' } : entry,
  );
  world.transfers = pictureTransfers();
};

const many = (count: number): Transfer[] =>
  Array.from({ length: count }, (_, at) => {
    const artifact = artifactOf(`file-${at}`, at % 5 === 0 ? 'installer' : 'demo-files', `Demo ${at}`, 90_000_000_000);
    const change = at < 4 ? running(artifact.size, 0.1 * at, 0.1 * at + 0.04, 20_000_000) : {};
    return transferOf({ version: `1.${at}.0` }, artifact, at % 2 === 0 ? tracking : graphics, pictureTime, change);
  });

/** Every state a transfer can be in, one after the other. */
const everyState = (): Transfer[] => {
  const at = (state: Transfer['state'], change: Partial<Transfer> = {}) =>
    transferOf({ version: '25.4.1' }, { ...ledWall, title: `LED Wall, ${state}` }, graphics, pictureTime, {
      state,
      verifiedBytes: ledWall.size * 0.4,
      receivedBytes: ledWall.size * 0.5,
      ...change,
    });
  return [
    transferOf({ version: '25.4.1' }, graphicsInstaller, graphics, pictureTime, {
      state: 'waiting-for-network',
      verifiedBytes: 4_000_000_000,
      receivedBytes: 4_000_000_000,
      note: { code: 'waiting', why: 'cloud-unreachable', until: null },
    }),
    at('failed', {
      failure: {
        code: 'not-enough-space',
        details: { path: '/var/lib/greenroom/library', neededBytes: 410_000_000, freeBytes: 51_000_000 },
      },
    }),
    at('verifying', { receivedBytes: ledWall.size * 0.4 }),
    at('paused'),
    transferOf({ version: '25.4.0' }, graphicsInstaller, graphics, pictureTime, {
      state: 'done',
      verifiedBytes: graphicsInstaller.size,
      path: '/var/lib/greenroom/library/graphics/25.4.0/graphics-25.4.0-linux-x64.run',
    }),
    at('done', { kind: 'save', drive: 'NORTHLIGHT-01', verifiedBytes: ledWall.size, path: '/media/led' }),
    at('queued', { kind: 'add', drive: 'NORTHLIGHT-01', verifiedBytes: 0, receivedBytes: 0 }),
    at('failed', { failure: { code: 'source-unusable', details: { host: 'cdn.fathom.example', why: 'no-ranges' } } }),
  ];
};

/** Situations of downloads, by name. */
export const releasesScenes = (
  holding: (world: World) => void,
  cloudAway: (world: World) => void,
): Record<string, (world: World) => void> => {
  const scene = (change: (world: World) => void) => (world: World) => {
    holding(world);
    withPicture(world);
    change(world);
  };
  return {
    /** Stands still, for pictures and what is compared with them. */
    downloads: scene((world) => {
      world.moves = false;
    }),
    'downloads-lively': scene(() => {}),
    'downloads-calm': scene((world) => {
      world.transfers = [];
    }),
    'downloads-states': scene((world) => {
      world.transfers = everyState();
      world.moves = false;
    }),
    'downloads-100': scene((world) => {
      world.transfers = many(104);
      world.settings.downloadsAtOnce = 4;
    }),
    'downloads-yanked': scene((world) => {
      const [product] = world.releases.products;
      if (product)
        product.releases = product.releases.map((release) =>
          release.version === '25.4.0'
            ? { ...release, yanked: 'Loses key signal after a format change. 25.4.1 mends it.' }
            : release,
        );
    }),
    'downloads-offline': scene((world) => {
      cloudAway(world);
      world.releases.shelf = { ...world.releases.shelf, ...seenLast(), freshness: 'unknown' };
      world.transfers = everyState().slice(0, 1);
      world.moves = false;
    }),
    'downloads-refused': scene((world) => {
      world.releases.shelf.refused = [
        { product: 'graphics', channel: 'stable', refusal: { code: 'superseded', found: 11, applied: 14 } },
        { product: 'keyer', channel: 'stable', refusal: { code: 'bad-signature', key: '9f2c77aa01d3e410' } },
      ];
    }),
    'downloads-empty': holding,
    'downloads-no-licenses': (world) => {
      holding(world);
      world.rows = [];
    },
    'downloads-never': (world) => {
      holding(world);
      cloudAway(world);
      world.releases.shelf = { ...world.releases.shelf, asOf: null, isCurrent: false };
    },
    'downloads-failed': scene((world) => {
      world.releases.products = [];
      world.failingShelf = new Failure('state-not-writable', { path: '/var/lib/greenroom' });
    }),
    'downloads-signed-out': (world) => {
      world.releases.shelf = { ...world.releases.shelf, asOf: null, isCurrent: false };
    },
  };
};
