import { posix, win32 } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  artifactNames,
  indexName,
  libraryNames,
  manifestName,
  stickName,
  trustRootName,
} from '#main/services/releases/places.ts';

const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** What FAT, NTFS and every other system take as a name, and keep as it is. */
const isSafe = (name: string) =>
  /^[A-Za-z0-9_][A-Za-z0-9 ()+_.-]*$/.test(name) &&
  !/[. ]$/.test(name) &&
  !devices.test(name) &&
  name.length <= 255 &&
  posix.basename(name) === name &&
  win32.basename(name) === name;

const slug = fc.oneof(
  fc.constantFrom('con', 'aux', 'nul', 'com1', 'lpt9'),
  fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9})?$/),
);
const version = fc.oneof(
  fc.constantFrom('NUL', 'con.1', '1.', '25.4.0'),
  fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$/),
);
const fileName = fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z ()+_.-]{0,199}$/);

describe('D7: names', () => {
  it('are safe on every system, whatever a release is called', () => {
    fc.assert(
      fc.property(slug, slug, version, fileName, fc.string(), (product, channel, v, file, cloud) => {
        const release = { product, version: v };
        const names = [
          ...libraryNames(release),
          stickName(release),
          manifestName(release),
          indexName({ product, channel }),
          trustRootName(cloud),
          ...Object.values(artifactNames(file)),
        ];
        expect(names.filter((name) => !isSafe(name))).toEqual([]);
      }),
    );
  });

  it('differ where releases do', () => {
    fc.assert(
      fc.property(slug, version, slug, version, (p, v, q, w) => {
        const isSame = p === q && v === w;
        const [one, other] = [libraryNames({ product: p, version: v }), libraryNames({ product: q, version: w })];
        expect(one.join('/') === other.join('/')).toBe(isSame);
      }),
    );
  });
});
