import { describe, expect, it } from 'vitest';
import type { ArtifactHere, ReleaseHere } from '#shared/models/release.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { platformOfBrowser } from '../../../renderer/pages/downloads/platform-of-browser.ts';
import {
  choosePlatform,
  chosenRelease,
  groupsOf,
  isInLibrary,
  platformsOf,
  splitArtifacts,
  standingOfArtifact,
} from '../../../renderer/state/release-lines.ts';
import { shelfOfPortal } from '../../../renderer/state/shelf.ts';
import { artifactOf, pictureReleases } from '../../support/fake-api/releases-data.ts';

const here = (artifact: Omit<ArtifactHere, 'isHere'>, isHere = false): ArtifactHere => ({ ...artifact, isHere });
const releases: ReleaseHere[] = shelfOfPortal(pictureReleases(), 0).products[0]?.releases ?? [];
const of = (version: string): ReleaseHere => {
  const found = releases.find((release) => release.version === version);
  if (!found) throw new Error(`no ${version}`);
  return found;
};
const versions = (list: readonly ReleaseHere[]) => list.map(({ version }) => version);

describe('the versions of a product', () => {
  const groups = groupsOf(releases.toReversed());

  it('stand newest first, other channels below, finished ones before unfinished', () => {
    expect(versions(groups.main)).toEqual(['25.4.1', '25.4.0', '25.3.2', '25.3.1', '25.3.0']);
    expect(versions(groups.others)).toEqual(['25.2.4', '25.5.0-b3']);
    expect(groups.latest?.version).toBe('25.4.1');
  });

  it('are led by the newest that was not taken back', () => {
    const yanked = releases.map((each) => (each.version === '25.4.1' ? { ...each, yanked: 'Loses key' } : each));
    const after = groupsOf(yanked);
    expect(after.latest?.version).toBe('25.4.0');
    expect(chosenRelease(after, undefined)?.version).toBe('25.4.0');
    expect(chosenRelease(after, '25.4.1')?.yanked).toBe('Loses key');
  });

  it('show something even when all of them were taken back, or only other channels are there', () => {
    const allYanked = groupsOf([{ ...of('25.4.1'), yanked: 'x' }]);
    expect(allYanked.latest).toBeNull();
    expect(chosenRelease(allYanked, undefined)?.version).toBe('25.4.1');
    expect(chosenRelease(groupsOf([of('25.2.4')]), 'unknown')?.version).toBe('25.2.4');
    expect(chosenRelease(groupsOf([]), undefined)).toBeNull();
  });

  it('are in the library with their installer, not with an example alone', () => {
    const withHere = (id: string) => ({
      artifacts: of('25.4.1').artifacts.map((each) => ({ ...each, isHere: each.id === id })),
    });
    expect(isInLibrary(withHere('example-arctic-studio'))).toBe(false);
    expect(isInLibrary(withHere('installer-linux'))).toBe(true);
    expect(isInLibrary({ artifacts: [here(artifactOf('guide', 'documentation', 'Guide', 1), true)] })).toBe(true);
  });
});

describe('the platform', () => {
  it('is the one asked for, else this machine’s, else the first that is offered', () => {
    const offered = platformsOf(of('25.4.1'));
    expect(offered).toEqual(['windows', 'macos', 'linux']);
    expect(choosePlatform(offered, 'macos', 'linux')).toBe('macos');
    expect(choosePlatform(offered, null, 'linux')).toBe('linux');
    expect(choosePlatform(['windows'], 'macos', 'linux')).toBe('windows');
    expect(choosePlatform([], null, 'linux')).toBeNull();
  });

  it('of a browser is what it says itself', () => {
    expect(platformOfBrowser('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('windows');
    expect(platformOfBrowser('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe('macos');
    expect(platformOfBrowser('Mozilla/5.0 (X11; Linux x86_64)')).toBe('linux');
    expect(platformOfBrowser('Mozilla/5.0 (Linux; Android 15)')).toBeNull();
  });
});

describe('the files of a release', () => {
  it('are the installer for the platform, and everything else that fits it', () => {
    const { main, others } = splitArtifacts(of('25.4.1'), 'linux');
    expect(main?.id).toBe('installer-linux');
    expect(others.map(({ id }) => id)).toEqual([
      'led-wall',
      'example-arctic-studio',
      'example-election-night',
      'user-guide',
    ]);
  });

  it('have no installer where there is none for the platform, and keep a second one for another processor', () => {
    const arm = here({ ...artifactOf('arm', 'installer', 'For ARM', 1, 'linux'), arch: 'arm64' });
    const x64 = here(artifactOf('x64', 'installer', 'For x64', 1, 'linux'));
    const guide = here(artifactOf('guide', 'documentation', 'Guide', 1));
    expect(splitArtifacts({ artifacts: [guide, x64] }, 'macos').main).toBeNull();
    const { main, others } = splitArtifacts({ artifacts: [guide, x64, arm] }, 'linux');
    expect([main?.id, ...others.map(({ id }) => id)]).toEqual(['x64', 'arm', 'guide']);
  });
});

describe('where a file stands', () => {
  const moving = (state: Transfer['state']) => ({ state }) as Transfer;

  it('follows its transfer, and what is here is here', () => {
    const standing = (state: Transfer['state']) => standingOfArtifact({ isHere: false }, moving(state)).is;
    expect(standing('running')).toBe('under-way');
    expect(standing('verifying')).toBe('under-way');
    expect(standing('waiting-for-network')).toBe('waiting');
    expect(standing('queued')).toBe('queued');
    expect(standing('failed')).toBe('failed');
    expect(standingOfArtifact({ isHere: true }, moving('paused'))).toEqual({ is: 'here' });
  });

  it('is free without one, and after one whose file is gone again', () => {
    expect(standingOfArtifact({ isHere: false }, null)).toEqual({ is: 'free' });
    expect(standingOfArtifact({ isHere: false }, moving('done'))).toEqual({ is: 'free' });
  });
});
