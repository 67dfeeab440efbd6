import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../support/apart.ts';
import { type CarriedStick, carriedStick, file, indexIn, manifestIn, release } from '../../../support/changed-stick.ts';
import { freshFolder } from '../../../support/machine.ts';
import { createPublisher } from '../../../support/publisher.ts';
import { tamper, testCloud } from '../../../support/signed-files.ts';

let { good, machineWith } = {} as CarriedStick;

beforeAll(async () => {
  ({ good, machineWith } = await carriedStick());
});

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')));

/** As somebody without the key would do it: the signature is left as it is. */
const withHigherNumber = (text: string) =>
  text.replace(/(BEGIN.*-----\n)([^-]+)/, (_, head: string, body: string) => {
    const envelope = JSON.parse(Buffer.from(body, 'base64').toString()) as { payload: string };
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"sequence":1', '"sequence":9');
    const changed = { ...envelope, payload: Buffer.from(payload).toString('base64') };
    const lines =
      Buffer.from(JSON.stringify(changed))
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return `${head}${lines.join('\n')}\n`;
  });

describe('D6: a stick that is not what it says', () => {
  const refusals: [string, string, (folder: string) => void][] = [
    [
      'a manifest of somebody else',
      'untrusted-key',
      (folder) => {
        const other = createPublisher({ cloud: testCloud('Elsewhere Cloud') });
        other.publish('25.4.0');
        writeFileSync(manifestIn(folder), other.manifest('25.4.0'));
      },
    ],
    [
      'a manifest of another release under this name',
      'damaged',
      (folder) => {
        const other = createPublisher();
        other.publish('25.4.0', [{ title: 'Something else' }]);
        writeFileSync(manifestIn(folder), other.manifest('25.4.0'));
      },
    ],
    ['a damaged manifest', 'damaged', (folder) => truncateSync(manifestIn(folder), 900)],
    ['an index with a higher number', 'bad-signature', (folder) => edit(indexIn(folder), withHigherNumber)],
    ['an index that was damaged on the way', 'damaged', (folder) => edit(indexIn(folder), tamper)],
    ['no index', 'damaged', (folder) => rmSync(indexIn(folder))],
    [
      'an index of another product',
      'other-product',
      (folder) => {
        const other = createPublisher({ product: 'tracking' });
        other.publish('25.4.0');
        writeFileSync(indexIn(folder), other.index());
      },
    ],
    ['an artifact that is cut off', 'damaged', (folder) => truncateSync(join(folder, file), 100_000)],
    ['an artifact that is longer', 'damaged', (folder) => appendFileSync(join(folder, file), 'x')],
    ['no artifact', 'damaged', (folder) => rmSync(join(folder, file))],
    [
      'a link in place of the artifact',
      'damaged',
      (folder) => {
        renameSync(join(folder, file), join(folder, 'elsewhere'));
        symlinkSync('/etc/hostname', join(folder, file));
      },
    ],
  ];

  it.each(refusals)('with %s is refused by name, and nothing is taken from it', async (_, code, change) => {
    const { carrying, add, inLibrary, folder } = await machineWith(change);
    const before = readdirSync(folder);
    expect((await carrying.list()).map(({ refusal }) => refusal?.code)).toEqual([code]);
    expect(['file-refused', 'not-found']).toContain(await codeOf(add()));
    expect(inLibrary()).toEqual([]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('with a swapped or cut chunk list is refused before anything is copied', async () => {
    const changes = [
      (path: string) => truncateSync(path, 36),
      (path: string) => rmSync(path),
      (path: string) => writeFileSync(path, readFileSync(path).toReversed()),
      (path: string) => appendFileSync(path, Buffer.alloc(36)),
    ];
    for (const change of changes) {
      const { add, inLibrary } = await machineWith((folder) => change(join(folder, `${file}.chunks`)));
      expect(await codeOf(add())).toBe('file-refused');
      expect(inLibrary()).toEqual([]);
    }
  });

  it('with one changed byte in the artifact gives no file its final name', async () => {
    const { add, inLibrary, ...machine } = await machineWith((folder) => {
      const bytes = readFileSync(join(folder, file));
      bytes[150_000]! ^= 1;
      writeFileSync(join(folder, file), bytes);
    });
    expect(await codeOf(add())).toBe('source-missing');
    expect(inLibrary().filter((name) => name.endsWith('.run'))).toEqual([]);
    expect((await machine.releases.list()).products).toEqual([]);
  });

  it('with one other byte in any of its files gives the whole file, or none', async () => {
    const names = readdirSync(join(good, release));
    const whole = readFileSync(join(good, release, file));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, mask) => {
          const machine = await machineWith((folder) => {
            const bytes = readFileSync(join(folder, name));
            bytes[at % bytes.length]! ^= mask;
            writeFileSync(join(folder, name), bytes);
          });
          const isAdded = await machine.add().then(
            () => true,
            () => false,
          );
          const { entries } = await machine.library.list();
          expect(entries.map(({ path }) => readFileSync(path).equals(whole))).toEqual(isAdded ? [true] : []);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('with names that lead elsewhere names nothing outside it', async () => {
    const outside = freshFolder();
    cpSync(join(good, release), join(outside, release), { recursive: true });
    const machine = await machineWith((folder, stick) => {
      rmSync(folder, { recursive: true });
      symlinkSync(join(outside, release), folder);
      symlinkSync(outside, join(stick, 'more'));
    });
    expect(await machine.carrying.list()).toEqual([]);
    for (const folder of [release, 'more/graphics-25.4.0', `../${release}`, '..', '/etc', ''])
      expect(await codeOf(machine.add(folder))).toBe('not-found');
    const drive = outside;
    expect(await codeOf(machine.carrying.addOrders({ drive, folder: release }))).toBe('drive-gone');
  });

  it('that is huge and deep costs no more than a bounded look', async () => {
    const { carrying } = await machineWith((_, stick) => {
      for (let at = 0; at < 600; at += 1) {
        mkdirSync(join(stick, `z${at}`));
        writeFileSync(join(stick, `z${at}`, 'x-1.0.release-manifest'), 'nothing');
      }
      mkdirSync(join(stick, 'a/b/c/d/e/f'), { recursive: true });
      cpSync(join(good, release), join(stick, 'a/b/c/d/e/f'), { recursive: true });
      writeFileSync(join(stick, 'huge-1.0.release-manifest'), '');
      truncateSync(join(stick, 'huge-1.0.release-manifest'), 3_000_000_000);
    });
    const found = await carrying.list();
    expect(found.filter(({ refusal }) => refusal === null)).toMatchObject([{ folder: release }]);
    expect(found.length).toBeLessThanOrEqual(500);
  });

  it('is read where its folder has another name, and says so to nobody else', async () => {
    const { add, carrying, libraryFolder } = await machineWith((folder, stick) => {
      mkdirSync(join(stick, 'From Jo'));
      renameSync(folder, join(stick, 'From Jo', 'new (2)'));
    });
    expect(await carrying.list()).toMatchObject([{ folder: 'From Jo/new (2)', refusal: null }]);
    const { paths } = await add('From Jo/new (2)');
    expect(paths).toEqual([join(libraryFolder, 'graphics', '25.4.0', file)]);
  });
});
