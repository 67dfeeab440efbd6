import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { RangeEnd } from '#main/services/ports.ts';
import { createRunWorld, cutContent } from '../../../support/run-world/run-world.ts';
import type { Act } from '../../../support/run-world/fake-network.ts';

const content = cutContent(11, 100);
const size = content.bytes.length;
const cut: RangeEnd = { is: 'cut' };
const refused: RangeEnd = { is: 'link-refused', why: 'link-refused' };
const unreachable: RangeEnd = {
  is: 'unreachable',
  failure: new Failure('cloud-unreachable', { url: 'https://store' }),
};
const ends = (end: RangeEnd): Act => ({ passes: 0, end });

describe('D3: a transfer in trouble', () => {
  it('keeps what has come of a chunk when the connection breaks, and asks for the rest of it only', async () => {
    const world = createRunWorld(content);
    world.network.acts = Array.from({ length: 50 }, (_, at) => ({ passes: 10_001 + at * 977, end: cut }));
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.network.passedBytes).toBe(size);
    expect(world.network.requests.length).toBeGreaterThan(50);
  });

  it('waits for the network as long as it takes, says so, and goes on by itself', async () => {
    const world = createRunWorld(content);
    const until = 3_600_000;
    world.network.act = () => (world.clock.monotonic() < until ? ends(unreachable) : null);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.clock.monotonic()).toBeLessThan(until + 60_000);
    expect(world.told.map(({ state }) => state)).toContain('waiting-for-network');
    expect(world.notes).toEqual([{ code: 'waiting', why: 'cloud-unreachable', until: null }]);
    // One lane knocks every few seconds: not all of them all the time.
    expect(world.network.requests.length).toBeLessThan((until / 15_000) * 2 * 5);
  });

  it('asks for a new link when nobody answers at the old one', async () => {
    const world = createRunWorld(content);
    world.network.act = ({ url }) => (url.endsWith('/1') ? ends(unreachable) : null);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.links()).toBe(2);
    expect(world.notes).toEqual([]);
  });

  it('waits while the cloud cannot be asked for a link', async () => {
    const world = createRunWorld(content);
    const { link } = world;
    world.link = async (signal) => {
      if (world.clock.monotonic() < 600_000) throw new Failure('cloud-unreachable', { url: 'https://cloud' });
      return link!(signal);
    };
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.notes).toEqual([{ code: 'waiting', why: 'cloud-unreachable', until: null }]);
  });

  it('renews a link that is refused midway, once for all connections, and fetches nothing twice', async () => {
    const world = createRunWorld(content);
    world.network.act = ({ url }, turn) => (turn > 3 && url.endsWith('/1') ? ends(refused) : null);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.links()).toBe(2);
    expect(world.network.passedBytes).toBe(size);
    expect(world.notes).toEqual([{ code: 'link-renewed' }]);
  });

  it('fails when every new link is refused, and says whether the file is not there', async () => {
    const world = createRunWorld(content);
    world.network.act = () => ends(refused);
    const details = { host: 'store.example', why: 'link-refused' };
    await expect(world.run()).rejects.toMatchObject({ code: 'source-unusable', details });
    expect(world.links()).toBeLessThan(8);
    world.network.act = () => ends({ is: 'link-refused', why: 'not-there' });
    await expect(world.run()).rejects.toMatchObject({ details: { why: 'not-there' } });
    expect(world.disk.isOpen).toBe(false);
    expect(world.hasName()).toBe(false);
  });

  it.each(['no-ranges', 'wrong-answer', 'insecure-redirect'] as const)('fails in the end: %s', async (why) => {
    const world = createRunWorld(content);
    world.network.act = () => ends({ is: 'unusable', why });
    await expect(world.run()).rejects.toMatchObject({ code: 'source-unusable', details: { why } });
    expect(world.network.passedBytes).toBe(0);
  });

  it('is patient with a captive portal that goes away', async () => {
    const world = createRunWorld(content);
    world.network.act = (_, turn) => (turn < 8 ? ends({ is: 'unusable', why: 'wrong-answer' }) : null);
    await world.run();
    expect(world.isRight()).toBe(true);
  });

  it('does as it is told by a server that is busy', async () => {
    const world = createRunWorld(content);
    world.network.act = () => (world.clock.monotonic() < 60_000 ? ends({ is: 'busy', retryAfter: 61_000 }) : null);
    await world.run();
    expect(world.isRight()).toBe(true);
    const [note] = world.notes;
    expect(note).toMatchObject({ code: 'waiting', why: 'source-unusable' });
    expect(note?.code === 'waiting' && note.until).toBeGreaterThan(
      world.clock.now() - world.clock.monotonic() + 60_000,
    );
    expect(world.network.requests.length).toBeLessThan(60);
  });

  it('takes fewer connections where the server has enough of us', async () => {
    const world = createRunWorld(content);
    world.network.speed = 1_000_000;
    world.network.act = () => (world.network.atOnce > 2 ? ends({ is: 'busy', retryAfter: null }) : null);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.network.passedBytes).toBe(size);
    expect(world.network.requests.length).toBeLessThan(60);
  });

  it('asks without conditions when the ETag has changed, and with the new one from then on', async () => {
    const world = createRunWorld(cutContent(12, 300));
    world.network.etag = '"one"';
    world.network.act = ({ etag }) => {
      if (etag === null) return null;
      world.network.etag = '"two"';
      return etag === '"one"' ? ends({ is: 'changed' }) : null;
    };
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.links()).toBe(1);
    expect(world.network.requests.at(-1)?.etag).toBe('"two"');
  });

  it('fails when another file lies there for good', async () => {
    const world = createRunWorld(content);
    world.network.act = () => ends({ is: 'changed' });
    await expect(world.run()).rejects.toMatchObject({ code: 'source-differs', details: { host: 'store.example' } });
  });

  it('fetches a chunk again that came wrong, from a new link', async () => {
    const world = createRunWorld(content);
    world.network.acts = [{ passes: Infinity, wrongFrom: 200_000, end: cut }];
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.links()).toBe(2);
    expect(world.network.passedBytes).toBeLessThan(size + 2 * 1024 * 1024);
    expect(world.notes).toEqual([]);
  });

  it('gives up a source that sends wrong bytes, before it has fetched much', async () => {
    const world = createRunWorld(content);
    world.network.act = () => ({ passes: Infinity, wrongFrom: 0, end: cut });
    await expect(world.run()).rejects.toMatchObject({ code: 'source-differs' });
    expect(world.hasName()).toBe(false);
    expect(world.network.passedBytes).toBeLessThan(40 * 1024 * 1024);
  });

  it('gives up a source that is wrong again and again, however much is right in between', async () => {
    const world = createRunWorld(cutContent(3, 400));
    world.network.act = () => ({ passes: 200_000, wrongFrom: 100_000, end: cut });
    await expect(world.run()).rejects.toMatchObject({ code: 'source-differs' });
    expect(world.network.passedBytes).toBeLessThan(60 * 1024 * 1024);
  });

  it('is stopped also while it waits', async () => {
    const world = createRunWorld(content);
    world.network.act = () => ends(unreachable);
    const stop = new AbortController();
    const running = world.run(stop.signal);
    while (!world.told.some(({ state }) => state === 'waiting-for-network'))
      await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
    expect(world.disk.slabsOut()).toBe(0);
  });
});
