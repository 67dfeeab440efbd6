import { expect, test } from 'vitest';
import { clockGrace } from '#shared/files/time.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { clockStory, type ClockStory } from '../support/clock-story.ts';
import { figure, isFull, report } from '../support/promise.ts';

const leaseDays = figure(4, 10);
const every = figure(20, 5) * minute;
const allowance = day;
const inDays = (milliseconds: number) => `${(milliseconds / day).toFixed(2)} days`;

/** How a day of a machine may go whose clock is set back by an hour each day. */
const waysToUse: [string, (story: ClockStory) => Promise<void>][] = [
  ['that is never switched off', ({ run }) => run(day)],
  [
    'that is switched off at night',
    async ({ run, off }) => {
      await run(8 * hour);
      await off(16 * hour);
    },
  ],
  [
    'that is restarted every morning',
    async ({ run, off }) => {
      await run(day - minute);
      await off(minute);
    },
  ],
  [
    'that is restarted in the middle of the day, right after its clock was set back',
    async ({ off, run }) => {
      await off(minute);
      await run(7 * hour);
      await off(17 * hour - minute);
    },
  ],
  [
    'that sleeps at night',
    async ({ run, suspend }) => {
      await run(10 * hour);
      suspend(14 * hour);
    },
  ],
];

test.each(waysToUse)(
  `R4 an hour back every day on a machine %s: the lease ends in time`,
  async (way, liveADay) => {
    const story = await clockStory({ days: leaseDays, every });
    for (let gone = 0; gone < 30; gone++) {
      story.hands.wrong -= hour;
      await liveADay(story);
    }
    const { lastLicensed } = story.seen;
    report(`R4 (${way}): a lease of ${leaseDays} days ran for ${inDays(lastLicensed)}`);
    expect(lastLicensed).toBeLessThanOrEqual(leaseDays * day + allowance);
    // Nobody loses time either: whoever set the clock back gains little and is not punished for it.
    expect(lastLicensed).toBeGreaterThanOrEqual((leaseDays - 1) * day);
    expect(['ended', 'clock-needs-attention']).toContain(story.verdict());
  },
  600_000,
);

test('R4 set back by days at once: three days of running in all, then the clock has to be mended', {
  timeout: 600_000,
}, async () => {
  const story = await clockStory({ days: 20, every });
  const nights = figure(4, 10);
  for (let gone = 0; gone < nights; gone++) {
    await story.run(8 * hour);
    await story.off(16 * hour);
  }
  const before = story.seen.ranLicensed;
  story.hands.wrong = -(nights - 1) * day;
  for (let gone = 0; gone < 14; gone++) {
    await story.run(8 * hour);
    // Restarting, or setting it right for a moment, does not begin the grace anew.
    await story.off(hour);
    story.hands.wrong += (nights - 1) * day;
    await story.run(minute);
    story.hands.wrong -= (nights - 1) * day;
  }
  const { ranLicensed } = story.seen;
  report(`R4 (days back at once): ${((ranLicensed - before) / hour).toFixed(1)} hours of grace`);
  expect(ranLicensed - before).toBeLessThanOrEqual(clockGrace + hour);
  expect(ranLicensed - before).toBeGreaterThan(clockGrace - 8 * hour);
  expect(story.verdict()).toBe('clock-needs-attention');
  story.hands.wrong = 0;
  expect(story.verdict()).toBe('licensed');
});

test('R4 whatever a clock is made to say, no lease runs for longer than it was given', {
  timeout: 1_800_000,
}, async () => {
  const stories = figure(3, 30);
  let longest = 0;
  for (let seed = 1; seed <= stories; seed++) {
    const story = await clockStory({ days: 3, every });
    // The same chances in every run.
    let last = seed;
    const chance = () => (last = (last * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (let gone = 0; gone < (isFull ? 40 : 20); gone++) {
      // Never ahead of the truth: whoever does that loses time, and gains none.
      story.hands.wrong = -chance() * 3 * story.since();
      await story.run(chance() * 12 * hour);
      await story.off(chance() * 16 * hour);
    }
    longest = Math.max(longest, story.seen.ranLicensed);
  }
  report(`R4 (any set-backs): a lease of 3 days was run for at most ${inDays(longest)}, in ${stories} stories`);
  expect(longest).toBeLessThanOrEqual(3 * day + hour);
});
