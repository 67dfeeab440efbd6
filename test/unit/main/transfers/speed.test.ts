import { expect, it } from 'vitest';
import { createSpeed } from '#main/services/transfers/speed.ts';

function speedAt() {
  const clock = { now: 0 };
  const speed = createSpeed({ monotonic: () => clock.now });
  return {
    speed,
    /** A steady stream, in steps of a tenth of a second. */
    run(seconds: number, bytesPerSecond: number) {
      for (let step = 0; step < seconds * 10; step += 1) {
        speed.add(bytesPerSecond / 10);
        clock.now += 100;
      }
    },
  };
}

it('D3: says nothing before it knows anything, then the rate of the last seconds', () => {
  const { speed, run } = speedAt();
  expect(speed.rate()).toBeNull();
  run(0.3, 1_000_000);
  expect(speed.rate()).toBeNull();
  run(2.7, 1_000_000);
  expect(speed.rate()).toBeCloseTo(1_000_000, -4);
  run(6, 200_000);
  expect(speed.rate()).toBeCloseTo(200_000, -4);
  run(10, 0);
  expect(speed.rate()).toBe(0);
});

it('D3: shows the last minute second by second, the oldest first; a pause is zero', () => {
  const { speed, run } = speedAt();
  run(2, 500);
  run(3, 0);
  run(1, 100);
  const samples = speed.samples();
  expect(samples).toHaveLength(6);
  expect(samples.map((bytes) => Math.round(bytes / 100))).toEqual([5, 5, 0, 0, 0, 1]);
  run(120, 300);
  expect(speed.samples()).toEqual(Array.from({ length: 60 }, () => 300));
});
