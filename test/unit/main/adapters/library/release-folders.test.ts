import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReleaseFolders } from '#main/adapters/library/release-folders.ts';
import { codeOf } from '../../../../support/apart.ts';
import { chunked } from '../../../../support/chunked.ts';
import { bytesContent, seededContent, writeContent } from '../../../../support/content.ts';

const folders = createReleaseFolders();
const freshFolder = () => mkdtempSync(join(tmpdir(), 'greenroom-test-'));

describe('making a folder', () => {
  it('goes name by name, and is as well when it is there', async () => {
    const root = freshFolder();
    expect(await folders.make(root, ['graphics', '25.4.0'])).toBe(join(root, 'graphics', '25.4.0'));
    expect(await folders.make(root, ['graphics', '25.4.0'])).toBe(join(root, 'graphics', '25.4.0'));
  });

  it('makes no root that nobody asked for: a stick that was pulled leaves no folder behind', async () => {
    const root = join(freshFolder(), 'gone');
    expect(await codeOf(folders.make(root, ['graphics']))).toBe('drive-gone');
    await folders.make(root, ['graphics'], { makesRoot: true });
    expect(readdirSync(root)).toEqual(['graphics']);
  });

  it('follows no link, and takes no file for a folder', async () => {
    const root = freshFolder();
    symlinkSync(freshFolder(), join(root, 'graphics'));
    writeFileSync(join(root, 'tracking'), '');
    expect(await codeOf(folders.make(root, ['graphics', '25.4.0']))).toBe('file-not-writable');
    expect(await codeOf(folders.make(root, ['tracking', '25.4.0']))).toBe('file-not-writable');
  });

  it('takes no name that is a path', async () => {
    const root = freshFolder();
    for (const name of ['..', '.', '', 'a/b', 'a\\b', '/etc', 'a\0'])
      await expect(folders.make(root, [name])).rejects.toThrow('not a name');
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('small files', () => {
  it('are read up to a limit, and only when they are ordinary', async () => {
    const root = freshFolder();
    const path = join(root, 'one');
    writeFileSync(path, 'twelve bytes');
    symlinkSync(path, join(root, 'link'));
    mkdirSync(join(root, 'folder'));
    expect(await folders.read(path, 12)).toEqual(new Uint8Array(readFileSync(path)));
    expect(await folders.read(path, 11)).toBe(null);
    for (const name of ['link', 'folder', 'nothing']) expect(await folders.read(join(root, name), 100)).toBe(null);
  });

  it('are replaced as a whole, also in place of a link', async () => {
    const root = freshFolder();
    const target = join(freshFolder(), 'target');
    writeFileSync(target, 'untouched');
    symlinkSync(target, join(root, 'one'));
    await folders.write(join(root, 'one'), 'new');
    expect([readFileSync(join(root, 'one'), 'utf8'), readFileSync(target, 'utf8')]).toEqual(['new', 'untouched']);
    expect(readdirSync(root)).toEqual(['one']);
  });
});

describe('removing', () => {
  it('takes empty folders up to the root, and never the root', async () => {
    const root = freshFolder();
    const folder = await folders.make(root, ['graphics', '25.4.0']);
    writeFileSync(join(root, 'graphics', 'other'), '');
    await folders.removeEmpty(root, folder);
    expect(readdirSync(join(root, 'graphics'))).toEqual(['other']);
    await folders.remove(join(root, 'graphics'), ['other', 'never was']);
    await folders.removeEmpty(root, join(root, 'graphics'));
    await folders.removeEmpty(root, root);
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('hashing a file against its chunk list', () => {
  it('finds one changed byte anywhere, and any other length', async () => {
    const content = seededContent('a file', 1_500_000);
    const { list } = chunked(content, 3);
    const path = join(freshFolder(), 'file');
    writeContent(path, content);
    expect(await folders.matches(path, list.bytes)).toBe(true);
    const bytes = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (at) => {
        const hit = Buffer.from(bytes);
        hit[at]! ^= 0x10;
        writeFileSync(path, hit);
        expect(await folders.matches(path, list.bytes)).toBe(false);
      }),
      { numRuns: 20 },
    );
    for (const other of [bytes.subarray(1), Buffer.concat([bytes, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      writeFileSync(path, other);
      expect(await folders.matches(path, list.bytes)).toBe(false);
    }
    expect(await folders.matches(join(freshFolder(), 'nothing'), list.bytes)).toBe(false);
  });

  it('takes an empty file for what it is', async () => {
    const path = join(freshFolder(), 'file');
    writeFileSync(path, '');
    expect(await folders.matches(path, chunked(bytesContent(new Uint8Array())).list.bytes)).toBe(true);
  });
});
