import { describe, expect, it } from 'vitest';
import { createGrowth } from '#main/services/transfers/run-growth.ts';
import { createStragglers } from '#main/services/transfers/run-stragglers.ts';
import { createRunWorld, cutContent } from '../../../support/run-world/run-world.ts';

/** Looks so often at what so many connections would bring. */
function after(looks: number, speedOf: (connections: number) => number, growth = createGrowth()) {
  for (let look = 0; look < looks; look += 1) growth.look(speedOf(growth.wanted()));
  return growth.wanted();
}

describe('the number of connections', () => {
  it('begins with four and grows to eight while more of them bring more', () => {
    expect(after(0, () => 0)).toBe(4);
    expect(after(8, (connections) => connections * 16)).toBe(8);
    expect(after(1_000, (connections) => connections * 16)).toBe(8);
  });

  it('goes back when more of them bring nothing, and tries again only after a while', () => {
    expect(after(6, () => 100)).toBe(4);
    const growth = createGrowth();
    const seen = Array.from({ length: 50 }, () => after(1, () => 100, growth));
    expect(seen.filter((connections) => connections > 4).length).toBeLessThan(5);
  });

  it('does not grow while nothing comes', () => {
    expect(after(100, () => 0)).toBe(4);
  });

  it('takes fewer where the server has enough, never none, and grows again later', () => {
    const growth = createGrowth();
    growth.refuse(2);
    expect(growth.wanted()).toBe(2);
    growth.refuse(0);
    expect(growth.wanted()).toBe(1);
    expect(after(30, (connections) => connections, growth)).toBe(1);
    expect(after(200, (connections) => connections, growth)).toBeGreaterThan(4);
  });
});

describe('connections that are far too slow', () => {
  it('are those that bring next to nothing for half a minute while others do', () => {
    const { look } = createStragglers<string>();
    const brought = new Map([
      ['one', 100],
      ['two', 90],
      ['three', 3],
    ]);
    const found = Array.from({ length: 75 }, () => look(brought)).flat();
    expect(found).toEqual(['three']);
  });

  it('are found also when the others have nothing left to do', () => {
    const { look } = createStragglers<string>();
    const both = new Map([
      ['one', 100],
      ['two', 100],
    ]);
    for (let turn = 0; turn < 75; turn += 1) expect(look(both)).toEqual([]);
    expect(Array.from({ length: 75 }, () => look(new Map([['two', 2]]))).flat()).toEqual(['two']);
  });

  it('are not those that began a moment ago, nor all of them when the line is slow', () => {
    const { look } = createStragglers<string>();
    const begin = new Map([['one', 1]]);
    const later = new Map([...begin, ['two', 0]]);
    expect(Array.from({ length: 75 }, (_, turn) => look(turn === 0 ? begin : later)).flat()).toEqual([]);
  });

  it('are left for others, and nothing is fetched twice', async () => {
    const content = cutContent(13, 300);
    const world = createRunWorld(content);
    world.network.speed = 100_000;
    let answers = 0;
    world.network.slow = () => ((answers += 1) === 1 ? 500 : null);
    await world.run();
    expect(world.isRight()).toBe(true);
    expect(world.network.passedBytes).toBe(content.bytes.length);
    expect(world.clock.monotonic()).toBeLessThan(150_000);
    expect(world.network.requests.length).toBe(answers);
  });
});
