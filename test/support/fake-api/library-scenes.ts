import { Failure } from '#shared/errors.ts';
import { pictureCarried, pictureLibrary } from './library-data.ts';
import { releasesOfPicture } from './releases-data.ts';
import { stickWith } from './offline-scenes.ts';
import type { Watched, World } from './world.ts';

const stick = 'E:\\';

const withStick = (world: World) => {
  stickWith(world, []);
  world.carried = pictureCarried(stick);
};

/** Situations of the library and of releases on sticks, by name. */
export const libraryScenes = (holding: (world: World) => void): Record<string, (world: World) => void> => ({
  library: (world) => {
    holding(world);
    world.releases = releasesOfPicture();
    world.library = pictureLibrary();
    world.latency = 1500;
    withStick(world);
    stickWith(world, [], { id: 'F:\\', label: 'TRUCK2' });
    world.status.drives = world.status.drives.map((drive) =>
      drive.id === stick ? drive : { ...drive, freeBytes: 900_000_000 },
    );
  },
  'library-damaged': (world) => {
    holding(world);
    world.library = pictureLibrary();
    world.refusing = new Failure('file-damaged', { path: pictureLibrary()[0]?.path ?? '' });
  },
  'library-empty': holding,
  'library-no-cloud': (world) => {
    withStick(world);
    world.status.cloud = { ...world.status.cloud, state: 'unreachable', name: null, fingerprint: null };
  },
  'library-nothing-carried': (world) => {
    holding(world);
    stickWith(world, []);
  },
  /** A stick with a release is put in a moment after the window opened. */
  'library-offer': (world) => {
    holding(world);
    setTimeout(() => {
      withStick(world);
      (world as Watched).changed(['drive']);
    }, 1500);
  },
});
