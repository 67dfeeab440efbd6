import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { linksOfWebServer } from '#cloud/release-store/links.ts';
import { createS3Store } from '#cloud/release-store/s3.ts';
import { StoreTrouble } from '#cloud/release-store/trouble.ts';
import { hour } from '#shared/models/time.ts';
import { noise, pieces } from '../../../support/pieces.ts';
import { startS3 } from '../../../support/s3.ts';

const clock = { now: () => Date.now() };
const contentType = 'application/octet-stream';
const key = 'graphics/25.4.0/installer-linux/graphics (x64) 25.4.0.run';
const text = Buffer.from('an installer, as far as this test goes');
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function storeOf(change: { prefix?: string; bucket?: string } = {}) {
  const s3 = await startS3();
  const place = { bucket: s3.bucket, prefix: 'greenroom/files', endpoint: s3.endpoint, ...change };
  return { ...s3, store: createS3Store(place, { links: null, clock }) };
}

test('D8: keeps, shows, replaces and removes files', async () => {
  const { store, requests } = await storeOf();
  expect([await store.size(key), await store.read(key), store.path(key)]).toEqual([null, null, null]);
  await store.put(key, text, { size: text.length, contentType });
  expect(await store.size(key)).toBe(text.length);
  expect(Buffer.from((await store.read(key)) ?? []).equals(text)).toBe(true);
  await store.put(key, pieces(text.subarray(3)), { size: text.length - 3, contentType });
  expect(await store.size(key)).toBe(text.length - 3);
  await store.remove(key);
  await store.remove(key);
  expect(await store.size(key)).toBeNull();
  expect(requests.every((request) => request.includes('/releases/greenroom/files/graphics/25.4.0/'))).toBe(true);
});

test('D8: puts what is larger than 8 MiB in parts, and it comes back as it was', { timeout: 30_000 }, async () => {
  const { store, requests } = await storeOf({ prefix: '' });
  const bytes = noise(3, 20_000_000);
  await store.put(key, pieces(bytes), { size: bytes.length, contentType });
  const parts = requests.filter((request) => request.startsWith('PUT') && request.endsWith('uploadId'));
  expect(parts.length).toBe(3);
  const { url } = await store.link(key);
  const answer = await fetch(url);
  expect(digest(Buffer.from(await answer.arrayBuffer()))).toBe(digest(bytes));
});

test('D8: its links need no account: ranges, If-Range, the name to save it under', async () => {
  const { store } = await storeOf();
  await store.put(key, text, { size: text.length, contentType });
  const { url, expiresAt } = await store.link(key);
  expect(expiresAt).toBeGreaterThan(Date.now() + hour - 60_000);
  const whole = await fetch(url);
  expect(whole.headers.get('content-disposition')).toBe('attachment; filename="graphics (x64) 25.4.0.run"');
  const etag = whole.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
  const part = await fetch(url, { headers: { range: 'bytes=3-11', 'if-range': etag } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 3-11/${text.length}`]);
  expect(await part.text()).toBe('installer');
});

test('D8: a link that has expired is refused', async () => {
  const s3 = await startS3();
  const past = { now: () => Date.now() - 2 * hour };
  const place = { bucket: s3.bucket, prefix: '', endpoint: s3.endpoint };
  const store = createS3Store(place, { links: null, clock: past });
  await store.put(key, text, { size: text.length, contentType });
  expect((await fetch((await store.link(key)).url)).status).toBe(403);
  const good = (await createS3Store(place, { links: null, clock }).link(key)).url;
  expect((await fetch(good)).status).toBe(200);
});

test('D8: with a web server in front its address is used, and the SDK is not asked', async () => {
  const { store, requests } = await storeOf();
  const place = { bucket: 'releases', prefix: 'p', endpoint: null };
  const behind = createS3Store(place, { links: linksOfWebServer('https://downloads.example/greenroom'), clock });
  expect(await behind.link(key)).toEqual({
    url: 'https://downloads.example/greenroom/graphics/25.4.0/installer-linux/graphics%20(x64)%2025.4.0.run',
    expiresAt: null,
  });
  expect([store.path(key), requests]).toEqual([null, []]);
});

test('D8: a body of another length is not stored', async () => {
  const { store } = await storeOf();
  for (const size of [text.length - 1, text.length + 1]) {
    await expect(store.put(key, pieces(text), { size, contentType })).rejects.toThrow('bytes were announced');
  }
  const large = noise(5, 9_000_000);
  await expect(store.put(key, pieces(large), { size: large.length + 1, contentType })).rejects.toThrow('bytes were');
  expect(await store.size(key)).toBeNull();
});

test('D8: an upload that is interrupted leaves nothing behind', async () => {
  const { store, requests } = await storeOf();
  const controller = new AbortController();
  const reason = new Error('Ctrl C');
  async function* slow() {
    yield noise(4, 9_000_000);
    controller.abort(reason);
    yield noise(5, 9_000_000);
  }
  const options = { size: 18_000_000, contentType, signal: controller.signal };
  await expect(store.put(key, slow(), options)).rejects.toBe(reason);
  expect(await store.size(key)).toBeNull();
  expect(requests.filter((request) => request.startsWith('PUT') && !request.endsWith('uploadId'))).toEqual([]);
});

test.each([
  ['no such bucket', {}, { bucket: 'nowhere' }, /s3:\/\/nowhere, cannot be used: .*bucket/],
  ['nobody there', {}, { endpoint: 'http://127.0.0.1:9' }, /cannot be used: .*ECONNREFUSED/],
  ['a stranger', { AWS_ACCESS_KEY_ID: 'nobody' }, {}, /cannot be used: The AWS Access Key Id .* \(403\)/],
  ['no region', { AWS_REGION: undefined }, {}, /cannot be used: Region is missing/],
  ['no credentials', { AWS_ACCESS_KEY_ID: undefined }, {}, /cannot be used: Could not load credentials/],
])('trouble is told in words: %s', async (_, environment, change, words) => {
  const { bucket, endpoint } = await startS3();
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  const store = createS3Store({ bucket, prefix: '', endpoint, ...change }, { links: null, clock });
  const putting = store.put(key, text, { size: text.length, contentType });
  await expect(putting).rejects.toThrow(words);
  await expect(putting).rejects.toBeInstanceOf(StoreTrouble);
});
