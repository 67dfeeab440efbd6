import { describe, expect, it } from 'vitest';
import { withoutControls } from '#main/hosts/cli/answer.ts';
import { carried, library } from '#main/hosts/cli/views/library.ts';
import { notes } from '#main/hosts/cli/views/notes.ts';
import { release, shelf } from '#main/hosts/cli/views/releases.ts';
import { createStyle } from '#main/hosts/cli/views/style.ts';
import type { ArtifactHere, CarriedRelease, LibraryEntry, ReleaseHere, Shelf } from '#shared/models/release.ts';
import { noon } from '../../../support/signed-files.ts';

const style = createStyle({ hasColors: false, width: 100, now: noon });
const markdown = `Keying is **twice** as fast on two graphics cards.

### Added

- A curve editor for \`exposure\`,
  also by keyboard
- [Release story](https://greenroom.example/25-4)

### Fixed
1. Nothing of note
`;
const artifact = (change: Partial<ArtifactHere> = {}): ArtifactHere => ({
  id: 'installer-windows',
  kind: 'installer',
  title: 'Graphics for Windows',
  platform: 'windows',
  arch: 'x64',
  fileName: 'graphics.exe',
  size: 312_000_000,
  sha256: '',
  chunks: { size: 0, sha256: '' },
  isHere: false,
  ...change,
});
const newest: ReleaseHere = {
  product: 'graphics',
  channel: 'stable',
  version: '25.4.0',
  releasedAt: noon,
  notes: markdown,
  minimumVersion: '24.0.0',
  artifacts: [artifact({ isHere: true }), artifact({ id: 'demo', kind: 'demo-files', platform: null, arch: null })],
  yanked: null,
};
const yanked: ReleaseHere = { ...newest, version: '25.3.9', artifacts: [artifact()], yanked: 'It broke playback.' };
const onShelf: Shelf = {
  publisher: 'Greenroom',
  products: [
    {
      product: { id: 'graphics', name: 'Graphics', glyph: 'layers' },
      freshness: 'unknown',
      releases: [newest, yanked],
    },
  ],
  refused: [],
  asOf: noon,
  isCurrent: false,
};

describe('releases in the terminal', () => {
  it('lists products with their versions, what is here, and how sure that is', () => {
    const shown = shelf(onShelf, style);
    expect(shown).toContain('Graphics  graphics\n');
    expect(shown).toContain('● on this machine  25.4.0');
    expect(shown).toContain('1 of 2 here');
    expect(shown).toContain('Keying is twice as fast');
    expect(shown).toMatch(/■ taken back\s+25\.3\.9.*It broke playback\./);
    expect(shown).toContain('there may be newer ones');
    expect(shown).toContain('the cloud does not answer now');
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(shelf({ ...onShelf, products: [], asOf: null }, style)).toContain('No releases are known here.');
  });

  it('shows one with its files and notes', () => {
    const shown = release(withoutControls(newest), style);
    expect(shown).toContain('graphics 25.4.0\n');
    expect(shown).toContain('Graphics for Windows, installer');
    expect(shown).toContain('Windows x64');
    expect(shown).toContain('  • A curve editor for exposure, also by keyboard\n');
    expect(shown).toContain('download start --product graphics --version 25.4.0');
    expect(release(yanked, style)).not.toContain('download start');
  });

  it('renders notes plainly: no marks, no controls, nothing longer than a line', () => {
    expect(notes(markdown, style)).toBe(
      [
        'Keying is twice as fast on two graphics cards.',
        '',
        'Added',
        '  • A curve editor for exposure, also by keyboard',
        '  • Release story (https://greenroom.example/25-4)',
        '',
        'Fixed',
        '  • Nothing of note',
        '',
      ].join('\n'),
    );
    const evil = withoutControls({ notes: 'one\u001B[2J\ntwo\r', name: 'a\nb' });
    expect(evil).toEqual({ notes: 'one [2J\ntwo ', name: 'a b' });
    const long = notes(`- ${'word '.repeat(60)}`, createStyle({ hasColors: false, width: 40 }));
    for (const line of long.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe('the library in the terminal', () => {
  it('lists what is here and what old versions take', () => {
    const entry: LibraryEntry = {
      product: 'graphics',
      productName: 'Graphics',
      version: '25.3.0',
      artifact: 'demo',
      kind: 'demo-files',
      title: 'Demo',
      platform: null,
      fileName: 'demo.zip',
      path: '/l/demo.zip',
      size: 5_000_000,
      verifiedAt: noon,
      isKept: true,
      isOld: true,
    };
    const whole = {
      folder: '/var/lib/greenroom/library',
      entries: [entry],
      usedBytes: 5_000_000,
      oldBytes: 4_000_000,
      freeBytes: 7_000_000_000,
    };
    const shown = library(whole, style);
    expect(shown).toMatch(/Demo\s+25\.3\.0\s+5\.00 MB\s+kept, ◐ old version\s+demo/);
    expect(shown).toContain('1 file, 5.00 MB, in /var/lib/greenroom/library, 7.00 GB free');
    expect(shown).toContain('greenroom library remove-old');
    expect(library({ ...whole, entries: [] }, style)).toBe('Nothing was downloaded to this machine yet.\n');
  });

  it('lists releases on sticks, also those that cannot be added', () => {
    const found: CarriedRelease = {
      drive: '/media/TRUCK2',
      folder: 'graphics-25.4.0',
      product: 'graphics',
      productName: 'Graphics',
      version: '25.4.0',
      releasedAt: noon,
      artifacts: [artifact()],
      freshness: 'unknown',
      refusal: null,
    };
    const shown = carried([found], style);
    expect(shown).toContain('● there may be newer');
    expect(shown).toContain('312 MB');
    expect(carried([], style)).toContain('No stick with releases');
  });
});
