import { describe, expect, it } from 'vitest';
import type { InspectedFile } from '#shared/models/offline.ts';
import { type Api } from '../../../renderer/api/api.ts';
import { actOf, actsOf, nextOf, sentenceOf, standingOfFile, titleOf } from '../../../renderer/state/offline-inspect.ts';
import { inspectAll } from '../../../renderer/state/offline-inspect-many.ts';
import { type Carried, carriedText, farm } from '../../support/fake-api/carried.ts';
import { pictureTime } from '../../support/fake-api/data.ts';
import { inspect } from '../../support/fake-api/inspect.ts';
import { fakeApi } from '../../support/fake-api/scenes.ts';
import { createWorld } from '../../support/fake-api/world.ts';

const seen = (carried: Carried, isPortal = false): InspectedFile =>
  inspect(createWorld(pictureTime), carriedText(carried), isPortal)[0]!;
const here = seen({ kind: 'license', machine: 'OB-1-RENDER-03', license: 'L-xr' });
const elsewhere = seen({ kind: 'license', machine: 'OB-1-RENDER-04', license: 'L-xr' });
const request = seen({ kind: 'license-request', machine: 'CTRL-A' });
const root = seen({ kind: 'trust-root', machine: 'Northlight Studios' });
const nothing: InspectedFile = {
  kind: null,
  isGenuine: false,
  refusal: { code: 'not-a-greenroom-file' },
  about: null,
  next: 'nothing',
};
const forged: InspectedFile = {
  ...here,
  isGenuine: false,
  refusal: { code: 'bad-signature', key: 'k' },
  next: 'nothing',
};

describe('what an opened file is', () => {
  it('is said by kind and machine', () => {
    expect(titleOf(here)).toBe('License file for OB-1-RENDER-03');
    expect(titleOf(request)).toBe('License request of CTRL-A');
    expect(titleOf(root)).toBe('Trust root of Northlight Studios');
    expect(titleOf(nothing)).toBe('No Greenroom file');
    expect(titleOf({ ...nothing, refusal: { code: 'unknown-version', found: 'x', known: 'y' } })).toBe(
      'Not a file of this version',
    );
  });

  it('is genuine also where it is of no use here; red is for what is broken or forged', () => {
    expect(standingOfFile(here)).toMatchObject({ tally: 'held', word: 'Genuine' });
    expect(standingOfFile(elsewhere)).toMatchObject({ tally: 'held', word: 'Genuine' });
    expect(standingOfFile(forged)).toMatchObject({ tally: 'ended', word: 'Not genuine' });
    expect(standingOfFile(nothing).tally).toBe('ended');
    const tooOld = { ...here, refusal: { code: 'import-by-passed' as const, importBy: 1, now: 2 } };
    expect(standingOfFile(tooOld)).toMatchObject({ tally: 'ended', word: 'Cannot be used here' });
  });

  it('is not proven where nobody can say who signed it', () => {
    const unknown: InspectedFile = {
      ...here,
      isGenuine: false,
      refusal: { code: 'untrusted-key', key: 'k', trusted: null },
    };
    expect(standingOfFile(unknown)).toMatchObject({ tally: 'soon', word: 'Not proven' });
  });

  it('comes with a sentence where it cannot be used, and the next step where it can', () => {
    expect(sentenceOf(elsewhere)?.sentence).toContain('OB-1-RENDER-04');
    expect(sentenceOf(here)).toBeNull();
    expect(nextOf(here, 'OB-1-RENDER-03')).toBe('It is for this machine, OB-1-RENDER-03.');
    expect(nextOf(request, 'OB-1-RENDER-03')).toContain('network');
  });
});

describe('what can be done with it', () => {
  const machine = { hasMachine: true, isSignedIn: false };
  const person = { hasMachine: true, isSignedIn: true };
  const browser = { hasMachine: false, isSignedIn: false };

  it('is what this place allows', () => {
    expect(actOf(here, machine)).toBe('apply');
    expect(actOf(here, browser)).toBeNull();
    expect(actOf(request, person)).toBe('add');
    expect(actOf(request, machine)).toBeNull();
    expect(actOf(seen({ kind: 'license-request', machine: 'CTRL-A' }, true), browser)).toBe('sign-in');
    expect(actOf(root, machine)).toBe('compare');
    expect(actOf(elsewhere, person)).toBeNull();
    const otherCloud = { code: 'other-cloud' as const, found: 'Fjord', here: 'Northlight' };
    expect(actOf({ ...root, refusal: otherCloud, next: 'nothing' }, machine)).toBe('compare');
    expect(actOf({ ...root, refusal: otherCloud, next: 'nothing' }, browser)).toBeNull();
  });

  it('of several files is said once for each act, the weightiest first', () => {
    expect(actsOf([request, here, request, elsewhere], person)).toEqual([
      { act: 'apply', count: 1 },
      { act: 'add', count: 2 },
    ]);
  });
});

describe('looking at many files', () => {
  const pieces = farm(1200).map((carried) => ({ text: carriedText(carried) }));
  it('goes in calls that a door takes, one entry for each piece, on a machine and in the portal', async () => {
    for (const door of ['window', 'portal'] as const) {
      const api = fakeApi('held', door, pictureTime);
      const sizes: number[] = [];
      const counted: Pick<Api, 'companion' | 'cloud'> = {
        companion: api.companion && {
          ...api.companion,
          offline: {
            ...api.companion.offline,
            inspect: (input: { text: string }) => {
              sizes.push(input.text.length);
              return api.companion!.offline.inspect(input);
            },
          },
        },
        cloud: {
          ...api.cloud,
          file: {
            inspect: (input: { text: string }) => {
              sizes.push(input.text.length);
              return api.cloud.file.inspect(input);
            },
          },
        },
      };
      const files = await inspectAll(pieces, counted);
      expect(files).toHaveLength(1200);
      expect(files[42]?.about?.machine?.name).toBe('NODE-0043');
      expect(Math.max(...sizes)).toBeLessThan(786_432);
      expect(sizes.length).toBeGreaterThan(2);
    }
  });
});
