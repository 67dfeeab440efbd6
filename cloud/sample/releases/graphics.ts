import { graphicsGuide } from './guides.ts';
import { archive, guide, installers, type ReleaseLine } from './release-line.ts';

const ledWall = archive(
  'add-on',
  'LED Wall add-on',
  4,
  'Maps the set extension onto LED volumes of up to twelve processors.',
);
const arcticStudio = archive(
  'example-project',
  'Arctic Studio',
  6,
  'A weather studio on the ice: virtual floor, floating globe, two camera positions and a rundown of four stories.',
);
const electionNight = archive(
  'example-project',
  'Election Night',
  5,
  'Seats, swings and maps for an election programme, with a data source that plays one evening in ten minutes.',
);
const demoScenes = archive('demo-files', 'Demo scenes', 3, 'Twelve short scenes that show one feature each.');

const extras = [ledWall, arcticStudio, electionNight];

export const graphicsReleases: ReleaseLine[] = [
  {
    version: '25.5.0-b3',
    channel: 'beta',
    daysAgo: 5,
    minimumVersion: '25.3.0',
    notes: `Third beta of light linking, for those who want to try it before the season

### Added
- Lights can be linked to objects, so that a presenter is lit without the set.
- Scenes keep the camera they were last seen with.

### Known
- Scenes saved with this beta do not open in 25.4.
- Linked lights are not drawn in the preview of a second machine yet.
`,
    files: [...installers('Graphics', '25.5', 0, { windows: 4, linux: 4 }), guide(graphicsGuide)],
  },
  {
    version: '25.4.1',
    daysAgo: 7,
    minimumVersion: '24.2.0',
    notes: `Two engines of one machine share a take list, frame by frame

### Added
- Frame-accurate take list shared between two engines of one machine.

### Changed
- Camera delay is kept per lens file and follows it to another machine.

### Fixed
- Key signal stayed half a frame late after a format change to 1080p50.
- Set extension dropped reflections on walls wider than 32 m.
- Restarting the render node no longer waits for the tracking source.

### Known
- HDR preview on a second monitor needs driver 581.15 or newer.
`,
    files: [
      ...installers('Graphics', '25.4', 1, { windows: 50, linux: 48, macos: 4 }),
      ...extras,
      demoScenes,
      guide(graphicsGuide),
    ],
  },
  {
    version: '25.4.0',
    daysAgo: 23,
    minimumVersion: '24.2.0',
    notes: `Set extension follows curved walls

### Added
- Set extension follows curved walls and corners, also while the camera pans.
- Tickers take their text from a spreadsheet and notice when it is saved.

### Changed
- A scene opens in a third of the time: textures are read while it is shown already.

### Fixed
- A key with spill suppression no longer shifts the hue of skin.
- Lower thirds kept their last text when the rundown was empty.
`,
    files: [
      ...installers('Graphics', '25.4', 0, { windows: 50, linux: 48, macos: 4 }),
      ...extras,
      guide(graphicsGuide),
    ],
  },
  {
    version: '25.3.2',
    daysAgo: 62,
    notes: `Steadier output on machines with two cards

### Fixed
- Output of the second card lost a frame every few hours when genlock came from the first.
- Undo after a grouped move put objects back in the wrong order.
`,
    files: [...installers('Graphics', '25.3', 2, { windows: 5, linux: 5 }), arcticStudio, guide(graphicsGuide)],
  },
  {
    version: '25.3.1',
    daysAgo: 85,
    yanked: 'Drops the key signal after a format change to 1080p50. Use 25.3.2 or newer.',
    notes: `Quicker start of the render node

### Changed
- The render node starts in four seconds, with its last scene ready.

### Fixed
- Names of cameras with an umlaut were cut.
`,
    files: [...installers('Graphics', '25.3', 1, { windows: 2, linux: 2 }), guide(graphicsGuide)],
  },
  {
    version: '25.3.0',
    daysAgo: 105,
    notes: `A new panel for keying, made with people who key every day

### Added
- Keying has a panel of its own: matte, spill and edges side by side, with a picture of each.
- Presets of a key travel with the scene.

### Changed
- Shadows are drawn at the size of the output and no longer at that of the preview.
`,
    files: [...installers('Graphics', '25.3', 0, { windows: 2, linux: 2 }), guide(graphicsGuide)],
  },
  {
    version: '25.2.4',
    channel: 'long-term',
    daysAgo: 148,
    notes: `Long-term release for studios that change nothing during a season

### Fixed
- Corrections of the last three months, and nothing new besides.
- A clock that was set back no longer stops the ticker.
`,
    files: [...installers('Graphics', '25.2', 4, { windows: 3, linux: 3 }), guide(graphicsGuide)],
  },
];
