import { directorGuide, keyerGuide, trackingGuide } from './guides.ts';
import { archive, guide, installers, type ReleaseLine } from './release-line.ts';

const lensFiles = archive('demo-files', 'Lens files', 1, 'Calibrations of nine broadcast zoom lenses, ready to load.');
const morningShow = archive(
  'example-project',
  'Morning Show',
  1,
  'A rundown of two hours with nine stories, two interviews and a weather map.',
);
const testFootage = archive(
  'demo-files',
  'Test footage',
  1,
  'Hair, glass, smoke and a bicycle in front of green, to compare settings with.',
);

export const trackingReleases: ReleaseLine[] = [
  {
    version: '12.3.0-b1',
    channel: 'beta',
    daysAgo: 3,
    notes: `First beta with a second source per camera

### Added
- A camera may have a second tracking source, which takes over within a frame when the first is lost.

### Known
- The change from one source to the other shows as a step of up to two millimetres.
`,
    files: installers('Tracking', '12.3', 0, { windows: 1, linux: 1 }),
  },
  {
    version: '12.2.0',
    daysAgo: 9,
    notes: `Lens files travel with the camera

### Added
- Lens files are kept with the camera and follow it to another machine.
- Calibration checks itself while the camera is in use, and says when it drifts.

### Changed
- Eight cameras are read on one core.

### Fixed
- A camera that came back after a power cut was shown twice.
`,
    files: [...installers('Tracking', '12.2', 0, { windows: 3, linux: 3, macos: 1 }), lensFiles, guide(trackingGuide)],
  },
  {
    version: '12.1.3',
    daysAgo: 42,
    notes: `Calmer pans with jib arms

### Fixed
- Slow pans of long jib arms no longer tremble.
- Recording stopped when the disk had less than a gigabyte left, and did not say so.
`,
    files: [...installers('Tracking', '12.1', 3, { windows: 1, linux: 1 }), guide(trackingGuide)],
  },
  {
    version: '11.4.6',
    channel: 'long-term',
    daysAgo: 120,
    notes: `Long-term release with the corrections of the summer

### Fixed
- Corrections up to 12.1, and nothing new besides.
`,
    files: installers('Tracking', '11.4', 6, { windows: 1, linux: 1 }),
  },
];

export const directorReleases: ReleaseLine[] = [
  {
    version: '8.1.0',
    daysAgo: 16,
    notes: `Rundowns have chapters

### Added
- Chapters in rundowns: a whole part of the programme moves at once, with its cues.
- Remote panels show the time to the next cue.

### Fixed
- A cue that was skipped by hand came back after the next save.
`,
    files: [...installers('Director', '8.1', 0, { windows: 1, linux: 1 }), morningShow, guide(directorGuide)],
  },
  {
    version: '8.0.2',
    daysAgo: 70,
    notes: `Automation waits for slow devices

### Changed
- Automation waits up to two seconds for a device before it goes on without it, and says so.

### Fixed
- Panels lost their layout when two people edited it at once.
`,
    files: [...installers('Director', '8.0', 2, { windows: 1 }), guide(directorGuide)],
  },
];

export const keyerReleases: ReleaseLine[] = [
  {
    version: '4.6.0',
    daysAgo: 30,
    notes: `Shadows of the presenter are kept

### Added
- Shadow keying: shadows on the green are laid over the virtual floor.

### Changed
- Four UHD channels run on one card.

### Fixed
- Edges flickered at 59.94 frames when the source was interlaced.
`,
    files: [...installers('Keyer', '4.6', 0, { windows: 1, linux: 1 }), testFootage, guide(keyerGuide)],
  },
  {
    version: '4.5.3',
    daysAgo: 96,
    notes: `Cleaner hair on uneven green

### Changed
- The clean plate is made from ten frames instead of one, so that uneven green matters less.

### Fixed
- Loading a preset reset the crop of the other channels.
`,
    files: [...installers('Keyer', '4.5', 3, { windows: 1, linux: 1 }), guide(keyerGuide)],
  },
];
