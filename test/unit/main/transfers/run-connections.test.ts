import { describe, expect, it } from 'vitest';
import { createGrowth } from '#main/services/transfers/run-growth.ts';
import { createStragglers } from '#main/services/transfers/run-stragglers.ts';
import { createRunWorld, cutContent } from '../../../support/run-world/run-world.ts';

/** Looks so often at what so many connections would bring. */
function after(looks: number, speedOf: (connections: number) => number, growth = createGrowth()) {
  for (let look = 0; look < looks; look += 1) growth.look(speedOf(growth.wanted()));
  return growth.wanted();
}

describe('D3: the number of connections', () => {
  const more = (connections: number) => connections * 16;
  const same = () => 100;

  it('begins with four and grows to eight as soon as something comes', () => {
    expect(after(100, () => 0)).toBe(4);
    expect(after(2, more)).toBe(8);
  });

  it('stays where fewer would bring less, and looks for that less and less often', () => {
    const growth = createGrowth();
    const seen = Array.from({ length: 3_000 }, () => after(1, more, growth));
    expect(seen.filter((connections) => connections < 8).length).toBeLessThan(100);
    expect(growth.wanted()).toBe(8);
  });

  it('is not led astray by a server that sends in bursts', () => {
    let turn = 0;
    // Twice the speed now and then, and next to nothing after it.
    const inBursts = (connections: number) => more(connections) * ([2, 0.2, 0.8][(turn += 1) % 3] ?? 1);
    expect(after(300, inBursts)).toBe(8);
  });

  it('goes back to four where fewer bring as much, and looks now and then whether that has changed', () => {
    const growth = createGrowth();
    expect(after(200, same, growth)).toBe(4);
    const seen = Array.from({ length: 3_000 }, () => after(1, same, growth));
    expect(seen.filter((connections) => connections > 4).length).toBeLessThan(150);
    expect(after(4_000, more, growth)).toBe(8);
  });

  it('takes fewer where the server has enough, never none, and tries more again later', () => {
    const growth = createGrowth();
    growth.refuse(2);
    expect(growth.wanted()).toBe(2);
    growth.refuse(0);
    expect(growth.wanted()).toBe(1);
    expect(after(30, more, growth)).toBe(1);
    expect(after(400, more, growth)).toBeGreaterThan(4);
  });
});

describe('D3: connections that are far too slow', () => {
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
