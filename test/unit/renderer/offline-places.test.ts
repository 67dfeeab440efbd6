import { describe, expect, it } from 'vitest';
import { day } from '#shared/models/time.ts';
import type { Drive } from '#shared/models/offline.ts';
import {
  compareWords,
  leasesByMode,
  outstandingOf,
  slugOf,
  spokenFingerprint,
  usualPurpose,
  waitingHere,
  wantedName,
} from '../../../renderer/state/offline-here.ts';
import {
  filesForIntake,
  foundOn,
  isOfInterest,
  letterOf,
  placeName,
  shortNameOf,
  signatureOf,
  targetOf,
} from '../../../renderer/state/offline-places.ts';
import { fingerprint } from '../../support/fake-api/inspect.ts';
import { pictureRows, pictureTime } from '../../support/fake-api/data.ts';
import { heldFrom } from '../../support/fake-api/world.ts';

const drive = (change: Partial<Drive> = {}): Drive => ({
  id: '/media/ingrid/NORTHLIGHT-01',
  label: 'NORTHLIGHT-01',
  freeBytes: null,
  isWritable: true,
  files: [
    { name: 'a', kinds: [{ kind: 'license-request', count: 7 }], isForThisMachine: false },
    {
      name: 'b',
      kinds: [
        { kind: 'license-request', count: 1 },
        { kind: 'return-proof', count: 2 },
      ],
      isForThisMachine: false,
    },
    { name: 'c', kinds: [{ kind: 'license', count: 3 }], isForThisMachine: true },
    { name: 'd', kinds: [{ kind: 'trust-root', count: 1 }], isForThisMachine: false },
  ],
  skipped: [],
  ...change,
});

describe('sticks', () => {
  it('are called by their letter where there is one, else by their label', () => {
    expect(shortNameOf({ id: 'E:\\', label: 'NORTHLIGHT-01' })).toBe('E:');
    expect(shortNameOf(drive())).toBe('NORTHLIGHT-01');
    expect(letterOf('/media/e:')).toBeNull();
  });

  it('say what is on them, for whom', () => {
    expect(foundOn(drive())).toEqual({ requests: 8, others: 2, forHere: ['c'], trustRoots: ['d'] });
    expect(filesForIntake(drive())).toEqual(['a', 'b']);
    expect(isOfInterest(drive({ files: [] }))).toBe(false);
    expect(isOfInterest(drive())).toBe(true);
  });

  it('are read by themselves once; the answers that are saved to them do not count as news', () => {
    const before = signatureOf(drive());
    const answers = [{ name: 'a.license', kinds: [{ kind: 'license', count: 1 }], isForThisMachine: false }];
    expect(signatureOf(drive({ files: [...drive().files, ...answers] }))).toBe(before);
    const more = [{ name: 'e', kinds: [{ kind: 'license-request', count: 1 }], isForThisMachine: false }];
    expect(signatureOf(drive({ files: [...drive().files, ...more] }))).not.toBe(before);
  });

  it('take new files next to the requests, when they can be written', () => {
    const other = drive({ id: '/media/other', label: 'OTHER' });
    const locked = drive({ isWritable: false });
    expect(targetOf([other, drive()], drive().id)?.id).toBe(drive().id);
    expect(targetOf([other, locked], locked.id)?.id).toBe(other.id);
    expect(targetOf([locked], null)).toBeNull();
  });
});

describe('this machine', () => {
  const held = heldFrom(pictureRows()[0]!, pictureTime);
  const offline = { ...held, mode: 'offline' as const };

  it('asks for a renewal when it holds an offline lease, else for a license', () => {
    expect(usualPurpose({ leases: [held] })).toBe('activate');
    expect(usualPurpose({ leases: [offline] })).toBe('renew');
    expect(usualPurpose({ leases: [{ ...offline, standing: 'ended' }] })).toBe('activate');
  });

  it('gives back offline leases also when they ended, and takes only running ones offline', () => {
    const ended = { ...offline, id: 'S-ended', standing: 'ended' as const };
    const { online, offline: out } = leasesByMode([held, offline, ended, { ...held, standing: 'ended' }]);
    expect([online.length, out.map(({ id }) => id)]).toEqual([1, [offline.id, 'S-ended']]);
  });

  it('counts what is under way, and what waits in a stick', () => {
    const request = { id: 'R-1', purpose: 'activate' as const, wanted: null, madeAt: 0, useBy: day };
    const gone = { lease: 'S', license: 'Graphics XR', organization: 'N', returnedAt: 0 };
    const returns = [
      { ...gone, receiptAt: null },
      { ...gone, receiptAt: 1 },
    ];
    expect(outstandingOf({ offline: { requests: [request], returns, acknowledgement: null } })).toBe(2);
    expect(waitingHere({ drives: [drive(), drive({ files: [] })] })).toBe(1);
  });

  it('names what was asked for as far as this machine has met it', () => {
    const leases = [held];
    expect(wantedName({ wanted: null }, leases)).toBeNull();
    expect(wantedName({ wanted: { product: 'graphics', edition: 'xr' } }, leases)).toBe('Graphics XR');
    expect(wantedName({ wanted: { product: 'graphics', edition: 'cg' } }, leases)).toBe('Graphics cg');
    expect(wantedName({ wanted: { product: 'director', edition: null } }, leases)).toBe('director');
  });

  it('takes product names as people write them', () => {
    expect(slugOf(' Graphics AR/VS ')).toBe('graphics-ar-vs');
    expect(slugOf('  ')).toBeNull();
    expect(slugOf('x'.repeat(60))).toHaveLength(40);
  });
});

describe('comparing the words of a trust root', () => {
  const states = (typed: string) => compareWords(fingerprint, typed).map(({ is }) => is);
  it('minds neither case nor dashes nor blanks', () => {
    expect(states('OTTER maple, cargo-violin  Lantern-Pepper orbit quilt')).toEqual(Array(8).fill('same'));
    expect(spokenFingerprint('OTTER maple, cargo-violin  Lantern-Pepper orbit quilt')).toBe(fingerprint);
  });
  it('waits for a word that is being written, and marks one that differs', () => {
    expect(states('otter map')).toEqual(['same', ...Array(7).fill('open')]);
    expect(states('otter map ')).toEqual(['same', 'other', ...Array(6).fill('open')]);
    expect(states('otter cargo')).toEqual(['same', 'other', ...Array(6).fill('open')]);
  });
  it('is not fooled by words in another order, or too many', () => {
    const [first, second, ...rest] = fingerprint.split(/[ -]/);
    expect(states([second, first, ...rest].join(' ')).slice(0, 2)).toEqual(['other', 'other']);
    expect(spokenFingerprint(`${fingerprint} more`)).not.toBe(fingerprint);
  });
});

it('calls a stick by what people read on it, also when only its place is known', () => {
  expect(placeName('E:\\')).toBe('E:');
  expect(placeName('/media/ingrid/NORTHLIGHT-01')).toBe('NORTHLIGHT-01');
  expect(placeName('/Volumes/TRUCK2/')).toBe('TRUCK2');
  expect(placeName('/')).toBe('/');
});
