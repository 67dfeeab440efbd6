import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPartFiles } from '#main/adapters/part-file/part-files.ts';
import type { PartFile, Slab, Stretch } from '#main/services/ports.ts';
import { freshFolder } from '../../support/machine.ts';
import { mayMount, mountStick } from '../../support/mounted.ts';
import { type Cut, cutContent } from '../../support/run-world/run-world.ts';

const content = cutContent(21, 30);
const { bytes, list } = content;
const files = createPartFiles({ workers: 2, idleAfter: 200 });
afterAll(() => files.end());

const newPath = () => join(freshFolder(), 'installer.bin');
const open = (path: string, contentId = 'content') => files.open({ path, chunks: list, contentId });
const all: Stretch = { first: 0, count: list.count };

/** Writes chunks as they come from the network: those that are `wrong` are not what they should be. */
async function write(part: PartFile, { first, count }: Stretch, wrong: readonly number[] = []): Promise<number[]> {
  const found: number[] = [];
  const slab = await files.slab(new AbortController().signal);
  for (let chunk = first; chunk < first + count; chunk += 1) {
    slab.bytes.set(bytes.subarray(list.offset(chunk), list.offset(chunk + 1)), 1_000);
    if (wrong.includes(chunk)) slab.bytes[1_005]! ^= 1;
    found.push(...(await part.write(slab, 1_000, { first: chunk, count: 1 })));
  }
  files.giveBack(slab);
  return found;
}

const claimsOf = ({ claims }: PartFile) => [0, 1, 2].map((claim) => claims.filter((each) => each === claim).length);

describe('a partial file', () => {
  it('takes only chunks that match, and becomes the file when all are there', async () => {
    const path = newPath();
    const part = await open(path);
    expect(claimsOf(part)).toEqual([30, 0, 0]);
    expect(await write(part, all, [4, 29])).toEqual([4, 29]);
    expect(await part.check(all)).toEqual([4, 29]);
    expect(await write(part, { first: 4, count: 1 })).toEqual([]);
    expect(await write(part, { first: 29, count: 1 })).toEqual([]);
    expect(existsSync(path)).toBe(false);
    await part.finish();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(existsSync(`${path}.part`)).toBe(false);
    expect(existsSync(`${path}.part.journal`)).toBe(false);
    await part.close();
  });

  it('writes neighbours together, and leaves out the wrong one between them', async () => {
    const part = await open(newPath());
    const slab = await files.slab(new AbortController().signal);
    const stretch = { first: 2, count: 12 };
    slab.bytes.set(bytes.subarray(list.offset(2), list.offset(14)));
    slab.bytes[list.offset(7) - list.offset(2)]! ^= 1;
    expect(await part.write(slab, 0, stretch)).toEqual([7]);
    expect(await part.check(stretch)).toEqual([7]);
    files.giveBack(slab);
    await part.close();
  });

  it('claims after a restart what the journal says, and what may be there besides', async () => {
    const path = newPath();
    const before = await open(path);
    await write(before, { first: 0, count: 10 }, [3]);
    await write(before, { first: 20, count: 5 });
    await before.close();
    const part = await open(path);
    expect(claimsOf(part)).toEqual([5, 11, 14]);
    expect(await part.check(all)).toEqual([3, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 25, 26, 27, 28, 29]);
    await part.close();
  });

  it.each([
    ['torn off', (journal: string) => journal.slice(0, -2)],
    ['damaged', (journal: string) => journal.replace(/\n0 /, '\nx\0y -3 ')],
    ['full of nonsense', (journal: string) => `${journal}999999 9\n5\n1 2 3\n`],
    ['of another content', () => 'greenroom-part 1 other\n0 30\n'],
    ['no text at all', () => '\0\xff\n\n'],
    ['gone', () => ''],
  ])('is not led astray by a journal that is %s', async (_, change) => {
    const path = newPath();
    const before = await open(path);
    for (const first of [0, 10, 20]) await write(before, { first, count: 5 });
    await before.close();
    const journal = `${path}.part.journal`;
    writeFileSync(journal, change(readFileSync(journal, 'latin1')), 'latin1');
    const part = await open(path);
    // Everything up to the end of the file is looked at in any case.
    expect(claimsOf(part)[0]).toBe(5);
    expect(await part.check({ first: 20, count: 5 })).toEqual([]);
    await write(part, { first: 5, count: 5 });
    await part.close();
    const again = await open(path);
    expect(again.claims[5]).toBe(2);
    await again.close();
  });

  it('claims nothing that lies beyond the end of the file', async () => {
    const path = newPath();
    const before = await open(path);
    await write(before, all);
    await before.close();
    truncateSync(`${path}.part`, list.offset(12) + 7);
    const part = await open(path);
    expect(claimsOf(part)).toEqual([18, 0, 12]);
    expect(await part.check(all)).toEqual(Array.from({ length: 18 }, (_, at) => at + 12));
    await part.close();
  });

  it('cuts off what was behind the end', async () => {
    const path = newPath();
    writeFileSync(`${path}.part`, Buffer.concat([bytes, bytes]));
    const part = await open(path);
    expect(await part.check(all)).toEqual([]);
    await part.finish();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('takes from seeds, and from itself, what matches', async () => {
    const path = newPath();
    const seedPath = join(freshFolder(), 'old.bin');
    const old = bytes.slice(list.offset(5), list.offset(20));
    old[list.offset(8) - list.offset(5)]! ^= 1;
    writeFileSync(seedPath, old);
    const part = await open(path);
    const seed = await part.seed(seedPath);
    expect(await seed?.copy(0, { first: 5, count: 14 })).toEqual([8]);
    expect(await seed?.copy(list.offset(19) - list.offset(5), { first: 19, count: 3 })).toEqual([20, 21]);
    await seed?.close();
    expect(await part.copy(list.offset(6), { first: 6, count: 1 })).toEqual([]);
    expect(await part.copy(list.offset(6), { first: 0, count: 1 })).toEqual([0]);
    expect(await part.seed(join(freshFolder(), 'nothing'))).toBeNull();
    await part.close();
  });

  it('says what is still to be found on the disk', async () => {
    const path = newPath();
    const before = await open(path);
    expect(before.space.neededBytes).toBe(bytes.length);
    expect(before.space.freeBytes).toBeGreaterThan(0);
    await write(before, all);
    await before.close();
    const part = await open(path);
    expect(part.space.neededBytes).toBeLessThan(64 * 1024);
    await part.close();
  });

  it('shares its hands and its memory between many files', async () => {
    const parts = await Promise.all(Array.from({ length: 6 }, () => open(newPath())));
    await Promise.all(parts.map((part) => write(part, all)));
    for (const part of parts) await part.finish();
    const slabs: Slab[] = [];
    for (let slab = files.slabNow(); slab; slab = files.slabNow()) slabs.push(slab);
    expect(slabs.length).toBe(32);
    const waiting = files.slab(new AbortController().signal);
    const left = new AbortController();
    const leaving = files.slab(left.signal);
    left.abort(new Error('left'));
    await expect(leaving).rejects.toThrow('left');
    files.giveBack(slabs[0]!);
    expect(await waiting).toBe(slabs[0]);
    for (const slab of slabs) files.giveBack(slab);
  });

  it('starts its hands again after they were sent home', async () => {
    const part = await open(newPath());
    await write(part, { first: 0, count: 2 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await write(part, { first: 2, count: 2 })).toEqual([]);
    await part.close();
  });

  it('says what cannot be written, and where', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'installer.bin');
    await expect(open(path)).rejects.toMatchObject({ code: 'file-not-writable', details: { path } });
  });
});

describe.runIf(mayMount)('a partial file on a stick', () => {
  const onStick = async (size: string, cut: Cut = content) => {
    const stick = mountStick(size);
    const path = join(stick.folder, 'installer.bin');
    return { stick, path, part: await files.open({ path, chunks: cut.list, contentId: 'content' }) };
  };

  it('that is full keeps what is written, and goes on when there is room again', async () => {
    const { path, part } = await onStick('600k');
    await expect(write(part, all)).rejects.toMatchObject({ code: 'disk-full', details: { path } });
    await part.close();
    const kept = statSync(`${path}.part`).blocks * 512;
    expect(kept).toBeGreaterThan(400_000);
    const again = await open(path);
    // The journal has no room either: what lies within the file is claimed all the same.
    const there = again.claims.filter((claim) => claim > 0).length;
    expect(there).toBeGreaterThan(5);
    expect(await again.check({ first: 0, count: there })).toEqual([]);
    await again.close();
  });

  it('gives as a seed what it has, until it is pulled out', async () => {
    const stick = mountStick('4m');
    const seedPath = join(stick.folder, 'old.bin');
    writeFileSync(seedPath, bytes);
    const part = await open(newPath());
    const seed = await part.seed(seedPath);
    expect(await seed?.copy(0, { first: 0, count: 3 })).toEqual([]);
    expect(await seed?.isGone()).toBe(false);
    stick.pull();
    expect(await seed?.isGone()).toBe(true);
    await seed?.close();
    await part.close();
  });

  it('that is pulled out is gone, and nothing is left on the disk in its place', async () => {
    const { stick, path, part } = await onStick('4m');
    await write(part, all);
    stick.pull();
    await expect(part.finish()).rejects.toMatchObject({ code: 'drive-gone', details: { drive: stick.folder } });
    await part.close();
    expect(existsSync(path)).toBe(false);
  });
});
