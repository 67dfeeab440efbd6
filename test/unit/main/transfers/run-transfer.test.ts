import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createRunWorld, cut, cutContent } from '../../../support/run-world/run-world.ts';

const content = cutContent(7, 120);

describe('D3: a transfer', () => {
  it('fetches the whole file once, over a few connections, and hashes every byte once', async () => {
    const world = createRunWorld(content);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.network.passedBytes).toBe(content.bytes.length);
    expect(world.disk.hashedBytes).toBe(content.bytes.length);
    expect(world.network.mostAtOnce).toBeGreaterThanOrEqual(4);
    expect(world.network.mostAtOnce).toBeLessThanOrEqual(8);
    expect(world.last()).toEqual({
      state: 'verifying',
      verifiedBytes: content.bytes.length,
      receivedBytes: content.bytes.length,
      fetchedBytes: content.bytes.length,
      reusedBytes: 0,
    });
    expect(world.notes).toEqual([]);
    expect(world.disk.slabsOut()).toBe(0);
  });

  it('makes an empty file without asking anybody', async () => {
    const world = createRunWorld(cut([]));
    await world.run();
    expect(world.hasName()).toBe(true);
    expect(world.network.requests).toEqual([]);
  });

  it('checks again what is on the disk, and fetches only the rest and what is damaged', async () => {
    const world = createRunWorld(content);
    const { list } = content;
    world.disk.part = content.bytes.slice(0, list.offset(80));
    world.disk.claims = new Uint8Array(list.count).fill(1, 0, 80);
    for (const chunk of [3, 40]) world.disk.part[list.offset(chunk) + 5]! ^= 1;
    await world.run();
    expect(world.isRight()).toBe(true);
    const damaged = list.length(3) + list.length(40);
    expect(world.network.passedBytes).toBe(content.bytes.length - list.offset(80) + damaged);
    expect(world.notes).toEqual([
      { code: 'continued', keptBytes: list.offset(80) - damaged },
      { code: 'repaired', chunks: 2 },
    ]);
    expect(world.told[0]?.state).toBe('verifying');
  });

  it('does not call damaged what an earlier run never claimed to have written', async () => {
    const world = createRunWorld(content);
    world.disk.part = new Uint8Array(content.list.offset(80));
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.notes).toEqual([]);
  });

  it('takes from seeds what they have, checks it, and does not believe the rest', async () => {
    const world = createRunWorld(content);
    const { list, bytes } = content;
    const other = cut([
      bytes.slice(list.offset(10), list.offset(11)),
      new Uint8Array(30_000).fill(9),
      ...Array.from({ length: 50 }, (_, at) => bytes.slice(list.offset(at + 40), list.offset(at + 41))),
    ]);
    const damaged = other.bytes.slice();
    damaged[other.list.offset(5)]! ^= 1;
    world.addSeed('25.3.0', other, damaged);
    world.addSeed('25.2.0', content, new Uint8Array(0));
    await world.run();
    expect(world.isRight()).toBe(true);
    const reused = list.length(10) + list.offset(90) - list.offset(40) - other.list.length(5);
    expect(world.notes).toEqual([{ code: 'built-from', version: '25.3.0', bytes: reused }]);
    expect(world.last()).toMatchObject({ reusedBytes: reused, fetchedBytes: bytes.length - reused });
    expect(world.network.passedBytes).toBe(bytes.length - reused);
  });

  it('fetches a chunk that comes many times once', async () => {
    const zero = new Uint8Array(65_536);
    const pieces = Array.from({ length: 40 }, (_, at) =>
      at % 2 ? zero : content.bytes.slice(content.list.offset(at), content.list.offset(at + 1)),
    );
    const world = createRunWorld(cut(pieces));
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.last()).toMatchObject({ reusedBytes: 19 * zero.length });
  });

  it('needs no network when the seeds have it all, and says when they do not', async () => {
    const world = createRunWorld(content);
    world.link = null;
    await expect(world.run()).rejects.toMatchObject({ code: 'source-missing' });
    world.addSeed('25.4.0', content);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.network.requests).toEqual([]);
  });

  it('says that the stick is gone when it is, unless the network has it too', async () => {
    const world = createRunWorld(content);
    const { link } = world;
    world.link = null;
    world.addSeed('25.4.0', content);
    world.disk.areSeedsGone = true;
    await expect(world.run()).rejects.toMatchObject({ code: 'drive-gone', details: { drive: '/seed' } });
    world.link = link;
    await world.run();
    expect(world.isRight()).toBe(true);
  });

  it('does not begin where there is not enough space', async () => {
    const world = createRunWorld(content);
    world.disk.freeBytes = content.bytes.length - 1;
    const details = { neededBytes: content.bytes.length, freeBytes: world.disk.freeBytes };
    await expect(world.run()).rejects.toMatchObject({ code: 'not-enough-space', details });
    expect(world.network.requests).toEqual([]);
    expect(world.disk.isOpen).toBe(false);
  });

  it('fails when the disk is full, and goes on from there when it no longer is', async () => {
    const world = createRunWorld(content);
    world.disk.room = 3_000_000;
    await expect(world.run()).rejects.toMatchObject({ code: 'disk-full' });
    expect(world.disk.isOpen).toBe(false);
    expect(world.disk.slabsOut()).toBe(0);
    world.disk.room = Infinity;
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.last()!.fetchedBytes).toBeLessThan(content.bytes.length - 2_000_000);
  });

  it('rejects with the reason of its signal, and keeps what is verified', async () => {
    const world = createRunWorld(content);
    world.network.speed = 500_000;
    const stop = new AbortController();
    const running = world.run(stop.signal);
    while ((world.last()?.verifiedBytes ?? 0) < 2_000_000) await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('paused');
    stop.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(world.disk.isOpen).toBe(false);
    expect(world.disk.slabsOut()).toBe(0);
    world.network.speed = null;
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.notes[0]).toMatchObject({ code: 'continued' });
  });

  it('waits for a slab when other transfers have them all', async () => {
    const world = createRunWorld(content);
    world.disk.slabs = 1;
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.network.mostAtOnce).toBe(1);
  });

  it('lets a bug be a bug', async () => {
    const world = createRunWorld(content);
    world.link = async () => {
      throw new Failure('not-allowed', { needs: 'something' });
    };
    await expect(world.run()).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
