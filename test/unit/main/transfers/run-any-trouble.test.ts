import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { RangeEnd } from '#main/services/ports.ts';
import type { Act } from '../../../support/run-world/fake-network.ts';
import { createRunWorld, cutContent } from '../../../support/run-world/run-world.ts';

const older = cutContent(5, 60);
/** Some of its chunks come more than once. */
const content = cutContent(5, 90, 2);
const size = content.bytes.length;

const cutOnly = fc.record({ passes: fc.integer({ min: 0, max: 900_000 }), end: fc.constant<RangeEnd>({ is: 'cut' }) });
const anyEnd = fc.constantFrom<RangeEnd>(
  { is: 'cut' },
  { is: 'unreachable', failure: new Failure('cloud-unreachable', { url: 'https://store' }) },
  { is: 'busy', retryAfter: null },
  { is: 'busy', retryAfter: 20_000 },
  { is: 'link-refused', why: 'link-refused' },
  { is: 'changed' },
  { is: 'unusable', why: 'wrong-answer' },
);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  cutOnly,
  fc.record({ passes: fc.constant(0), end: anyEnd }),
  fc.record({ passes: fc.integer({ min: 0, max: 900_000 }), end: fc.constant('hangs' as const) }),
  fc.record({
    passes: fc.integer({ min: 1, max: 900_000 }),
    wrongFrom: fc.integer({ min: 0, max: 900_000 }),
    end: fc.constant<RangeEnd>({ is: 'cut' }),
  }),
);
/** What lies on the disk before: right up to some place, then damaged here and there. */
const onDisk = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  claimed: fc.boolean(),
  flips: fc.array(fc.nat(size - 1), { maxLength: 4 }),
});
const seed = fc.integer({ min: 1, max: 1_000_000 });

function worldWith(chance: number, { share, claimed, flips }: { share: number; claimed: boolean; flips: number[] }) {
  const world = createRunWorld(content, chance);
  world.disk.part = content.bytes.slice(0, Math.floor(size * share));
  for (const flip of flips) if (flip < world.disk.part.length) world.disk.part[flip]! ^= 1;
  const whole = Array.from({ length: content.list.count }, (_, chunk) => chunk).filter(
    (chunk) => content.list.offset(chunk + 1) <= world.disk.part.length,
  );
  if (claimed) world.disk.claims = new Uint8Array(content.list.count).fill(1, 0, whole.length);
  return world;
}

describe('D3: a transfer, whatever happens', () => {
  it('fetches nothing twice, however often connections break and whatever was there before', async () => {
    await fc.assert(
      fc.asyncProperty(seed, onDisk, fc.array(cutOnly, { maxLength: 40 }), async (chance, before, acts) => {
        const world = worldWith(chance, before);
        world.network.acts = acts;
        await world.run();
        const kept = world.notes.find(({ code }) => code === 'continued');
        const keptBytes = kept?.code === 'continued' ? kept.keptBytes : 0;
        const { fetchedBytes = 0, reusedBytes = 0, verifiedBytes } = world.last() ?? {};
        expect(world.isRight()).toBe(true);
        expect(verifiedBytes).toBe(size);
        expect(fetchedBytes).toBe(world.network.passedBytes);
        expect(fetchedBytes + reusedBytes + keptBytes).toBe(size);
      }),
      { numRuns: 20 },
    );
  });

  it('ends with the right file or a clear failure, and then with the right file', async () => {
    await fc.assert(
      fc.asyncProperty(seed, onDisk, fc.array(anyAct, { maxLength: 60 }), async (chance, before, acts) => {
        const world = worldWith(chance, before);
        world.addSeed('25.3.0', older);
        world.network.acts = acts;
        const end = await world.run().then(
          () => 'done',
          (error: unknown) => (error instanceof Failure ? error.code : error),
        );
        expect(['done', 'source-unusable', 'source-differs']).toContain(end);
        expect(world.hasName()).toBe(end === 'done');
        world.network.acts = [];
        if (end !== 'done') await world.run();
        expect(world.isRight()).toBe(true);
        expect(world.disk.slabsOut()).toBe(0);
        // A range that brings wrong bytes is given up; what of it was on its way is all that is fetched again.
        expect(world.network.passedBytes).toBeLessThan(2 * size + acts.length * 900_000);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on where it was stopped, wherever that was', async () => {
    await fc.assert(
      fc.asyncProperty(seed, fc.array(fc.nat(400), { maxLength: 6 }), async (chance, stops) => {
        const world = createRunWorld(content, chance);
        for (const turns of stops) {
          const stop = new AbortController();
          const running = world.run(stop.signal).catch((error: unknown) => error);
          for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          stop.abort(new Error('stopped'));
          const end = await running;
          if (end === undefined) break;
          expect(end).toMatchObject({ message: 'stopped' });
        }
        if (!world.hasName()) await world.run();
        expect(world.isRight()).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});
