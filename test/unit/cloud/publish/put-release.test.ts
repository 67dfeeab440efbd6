import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { putRelease } from '#cloud/publish/put-release.ts';
import type { FileToPut } from '#cloud/publish/put-artifact.ts';
import { artifactKey } from '#cloud/release-store/keys.ts';
import type { CloudParts } from '#cloud/context.ts';
import type { ReleaseStore } from '#cloud/release-store/port.ts';
import { readChunkList } from '#shared/files/chunk-list.ts';
import { Artifact } from '#shared/files/release.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { createMemoryReleaseStore } from '../../../support/memory-release-store.ts';
import { noise, pieces } from '../../../support/pieces.ts';

const place = { product: 'graphics', version: '25.4.0' };
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const file = (id: string, bytes: Uint8Array): FileToPut => ({
  source: { size: bytes.length, open: () => pieces(bytes) },
  description: { id, kind: 'example-project', title: id, platform: null, arch: null, fileName: `${id}.zip` },
});

/** Parts with a store that notes what is put, and breaks when it is told to. */
async function publisher(others?: CloudParts) {
  const parts = others ?? (await licensingCloud('sqlite')).parts;
  const memory = createMemoryReleaseStore();
  const puts: string[] = [];
  let breaksAt: string | null = null;
  const releases: ReleaseStore = {
    ...memory,
    async put(key, body, options) {
      if (key === breaksAt) throw new Error('the line was cut');
      puts.push(key);
      await memory.put(key, body, options);
    },
  };
  return {
    parts: { ...parts, releases },
    files: memory.files,
    /** What was put since this was asked last. */
    puts: () => puts.splice(0),
    breakAt: (key: string | null) => void (breaksAt = key),
  };
}

const [first, second] = [file('first', noise(1, 1_000_000)), file('second', noise(2, 700_000))];
const keysOf = ({ description }: FileToPut) =>
  (['file', 'chunks', 'signature'] as const).map((part) => artifactKey(place, description, part));

test('D8: puts each file, then its chunk list, then its signature, and says what they came to', async () => {
  const { parts, files, puts } = await publisher();
  const artifacts = await putRelease(parts, { ...place, files: [first, second] });
  expect(puts()).toEqual([...keysOf(first), ...keysOf(second), 'minisign.pub']);
  for (const artifact of artifacts) {
    expect(Artifact.parse(artifact)).toEqual(artifact);
    const bytes = files.get(artifactKey(place, artifact)) ?? new Uint8Array();
    expect([artifact.size, artifact.sha256]).toEqual([bytes.length, digest(bytes)]);
    const list = files.get(artifactKey(place, artifact, 'chunks')) ?? new Uint8Array();
    expect(artifact.chunks).toEqual({ size: list.length, sha256: digest(list) });
    expect(readChunkList(list)?.size).toBe(artifact.size);
  }
});

test('D8: what is in the store is not put again, wherever it was interrupted', async () => {
  const whole = await publisher();
  const artifacts = await putRelease(whole.parts, { ...place, files: [first, second] });
  const order = whole.puts();
  for (const [at, key] of order.entries()) {
    const { parts, files, puts, breakAt } = await publisher(whole.parts);
    breakAt(key);
    await expect(putRelease(parts, { ...place, files: [first, second] })).rejects.toThrow('the line was cut');
    const before = puts();
    expect(before).toEqual(order.slice(0, at));
    breakAt(null);
    expect(await putRelease(parts, { ...place, files: [first, second] })).toEqual(artifacts);
    const bothTimes = [...before, ...puts()];
    // A file counts as there when its chunk list is: between the two it is put again.
    const twice = bothTimes.filter((put, turn) => bothTimes.indexOf(put) !== turn);
    expect(twice).toEqual(key.endsWith('.chunks') ? [key.replace('.chunks', '')] : []);
    expect(files).toEqual(whole.files);
  }
});

test('D8: another content of the same size takes the place of what is there, with its chunk list and signature', async () => {
  const { parts, files, puts } = await publisher();
  await putRelease(parts, { ...place, files: [first] });
  const before = new Map(files);
  puts();
  await putRelease(parts, { ...place, files: [file('first', noise(9, 1_000_000))] });
  expect(puts()).toEqual([...keysOf(first), 'minisign.pub']);
  for (const key of keysOf(first)) expect(files.get(key)).not.toEqual(before.get(key));
});

test('D8: a file that was being replaced does not count as the one before, nor as the new one', async () => {
  const { parts, files, breakAt, puts } = await publisher();
  await putRelease(parts, { ...place, files: [first] });
  const other = file('first', noise(9, 1_000_000));
  const [, chunks = '', signature = ''] = keysOf(first);
  for (const key of [chunks, signature]) {
    breakAt(key);
    await expect(putRelease(parts, { ...place, files: [other] })).rejects.toThrow('the line was cut');
    expect(files.has(key)).toBe(false);
    breakAt(null);
    puts();
    await putRelease(parts, { ...place, files: [first] });
    expect(puts()).toEqual([...keysOf(first), 'minisign.pub']);
  }
});

test('D8: after another release key signs, signatures are made anew and files are not', async () => {
  const { parts, puts } = await publisher();
  await putRelease(parts, { ...place, files: [first] });
  puts();
  const releaseSigner = { ...parts.keys.releaseSigner, id: '00112233445566aa' };
  await putRelease({ ...parts, keys: { ...parts.keys, releaseSigner } }, { ...place, files: [first] });
  expect(puts()).toEqual([artifactKey(place, first.description, 'signature'), 'minisign.pub']);
});

test('D8: tells how far it is: putting at first, checking when it is there', async () => {
  const { parts } = await publisher();
  const told: { fileName: string; bytes: number; size: number; isChecking: boolean }[] = [];
  const onProgress = (progress: (typeof told)[number]) => void told.push(progress);
  await putRelease(parts, { ...place, files: [first] }, { onProgress });
  expect(told.at(-1)).toEqual({ fileName: 'first.zip', bytes: 1_000_000, size: 1_000_000, isChecking: false });
  await putRelease(parts, { ...place, files: [first] }, { onProgress });
  expect(told.at(-1)).toEqual({ fileName: 'first.zip', bytes: 1_000_000, size: 1_000_000, isChecking: true });
});

test('D8: stops when it is told to, with the reason', async () => {
  const { parts, files } = await publisher();
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error('Ctrl C'));
  const putting = putRelease(parts, { ...place, files: [first] }, { onProgress, signal: controller.signal });
  await expect(putting).rejects.toThrow('Ctrl C');
  expect(files.size).toBe(0);
});
