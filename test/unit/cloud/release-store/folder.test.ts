import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderStore } from '#cloud/release-store/folder.ts';
import { artifactKey, isKey, manifestKey } from '#cloud/release-store/keys.ts';
import { linksOfCloud } from '#cloud/release-store/links.ts';
import { readLinkToken } from '#cloud/release-store/link-token.ts';
import { day } from '#shared/models/time.ts';
import { pieces } from '../../../support/pieces.ts';
import { noon } from '../../../support/signed-files.ts';

const contentType = 'application/octet-stream';
const secret = new Uint8Array(32).fill(7);
const key = 'graphics/25.4.0/installer-linux/graphics (x64) 25.4.0.run';
const text = Buffer.from('an installer, as far as this test goes');
const options = { size: text.length, contentType };

async function storeIn(now = Date.now()) {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-releases-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const clock = { now: () => now };
  const links = linksOfCloud({ publicUrl: 'http://127.0.0.1:7420', secret, clock });
  return { folder, store: createFolderStore({ folder, links, clock }) };
}

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

test('D8: keeps, shows, replaces and removes files, under their own names', async () => {
  const { folder, store } = await storeIn();
  expect([await store.size(key), await store.read(key)]).toEqual([null, null]);
  await store.put(key, pieces(text), options);
  expect(await filesIn(folder)).toEqual([key]);
  expect([await store.size(key), await store.read(key)]).toEqual([text.length, text]);
  expect(await readFile(store.path(key) ?? '')).toEqual(text);
  await store.put(key, text.subarray(3), { ...options, size: text.length - 3 });
  expect(await store.read(key)).toEqual(text.subarray(3));
  await store.remove(key);
  await store.remove(key);
  expect([await store.size(key), await filesIn(folder)]).toEqual([null, []]);
});

test('D8: a folder is no file, and below a file there is nothing', async () => {
  const { store } = await storeIn();
  await store.put(key, text, options);
  expect([
    await store.size('graphics/25.4.0'),
    await store.size(`${key}/more`),
    await store.read(`${key}/more`),
  ]).toEqual([null, null, null]);
});

test('D8: until all of a file has come, what was there before stays, and nothing else appears', async () => {
  const { folder, store } = await storeIn();
  await store.put(key, text, options);
  async function* breaking() {
    yield text.subarray(0, 5);
    throw new Error('the source broke');
  }
  const controller = new AbortController();
  controller.abort(new Error('Ctrl C'));
  await expect(store.put(key, breaking(), options)).rejects.toThrow('the source broke');
  await expect(store.put(key, pieces(text), { ...options, size: text.length + 1 })).rejects.toThrow('announced');
  await expect(store.put(key, pieces(text), { ...options, size: text.length - 1 })).rejects.toThrow('announced');
  await expect(store.put(key, pieces(text), { ...options, signal: controller.signal })).rejects.toThrow('Ctrl C');
  expect([await store.read(key), await filesIn(folder)]).toEqual([text, [key]]);
});

test('D8: what a process that was killed left behind goes after a day', async () => {
  const { folder, store } = await storeIn(Date.now() + day);
  await store.put(key, text, options);
  const [old, young] = [join(folder, '.incoming', 'old'), join(folder, '.incoming', 'young')];
  await writeFile(old, 'half of it');
  await writeFile(young, 'half of it');
  const [today, tomorrow] = [new Date(Date.now() - 1_000), new Date(Date.now() + day)];
  await utimes(old, today, today);
  await utimes(young, tomorrow, tomorrow);
  await store.put(key, text, options);
  expect((await filesIn(folder)).toSorted()).toEqual([join('.incoming', 'young'), key]);
});

test('D8: keys never lead out of the folder', async () => {
  const { folder, store } = await storeIn();
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'a', '...', 'C:', 'a\\..\\..', '~', 'a\0b', '%2e%2e'),
    fc.string(),
  );
  const refusal = (tried: string) => {
    try {
      return `taken as ${store.path(tried)}`;
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const tried = parts.join('/');
      expect(isKey(tried) ? relative(folder, store.path(tried) ?? '') : refusal(tried)).toMatch(
        isKey(tried) ? /^\w/ : /^not a key/,
      );
    }),
    { numRuns: 500 },
  );
  for (const bad of ['', '/', '..', 'a/../b', 'a//b', '/etc/passwd', '.incoming/x', 'a\\b', 'a/', 'a/b:c']) {
    expect(isKey(bad)).toBe(false);
  }
});

test('D8: the keys of a release', () => {
  const release = { product: 'graphics', version: '25.4.0' };
  const artifact = { id: 'installer-linux', fileName: 'graphics (x64) 25.4.0.run' };
  expect(artifactKey(release, artifact)).toBe(key);
  expect(artifactKey(release, artifact, 'chunks')).toBe(`${key}.chunks`);
  expect(artifactKey(release, artifact, 'signature')).toBe(`${key}.minisig`);
  expect(manifestKey(release)).toBe('graphics/25.4.0/graphics-25.4.0.release-manifest');
  expect([key, `${key}.chunks`, manifestKey(release)].every(isKey)).toBe(true);
});

test('D8: its links are addresses at the cloud, with a token that says which file', async () => {
  const { store } = await storeIn(noon);
  const { url, expiresAt } = await store.link(key);
  const [, token = '', fileName] = /^http:\/\/127\.0\.0\.1:7420\/releases\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
  expect(fileName).toBe('graphics%20(x64)%2025.4.0.run');
  expect(readLinkToken(secret, token, noon)).toEqual({ key, isExpired: false });
  expect(expiresAt).toBe(noon + day);
});
