import { afterEach, expect, test } from 'vitest';
import { day, hour, minute } from '#shared/models/time.ts';
import { clockStory, type ClockStory } from '../support/clock-story.ts';
import { figure, report } from '../support/promise.ts';
import { noon } from '../support/signed-files.ts';

const every = figure(20, 5) * minute;
const twentyYears = 20 * 365 * day;
const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** A day of work and a night switched off. */
async function days(story: ClockStory, count: number): Promise<void> {
  for (let gone = 0; gone < count; gone++) {
    await story.run(8 * hour);
    await story.off(16 * hour);
  }
}

/** What every one of these must come to once the clock is right: as if nothing had been. */
function expectAsNew(story: ClockStory): void {
  expect(story.verdict()).toBe('licensed');
  expect(story.machine().clockState()).toEqual({ state: 'right' });
  expect(story.machine().leases()).toMatchObject([{ standing: 'valid' }]);
  expect(story.machine().now()).toBe(noon + story.since());
}

test('R5 summer time, and a machine carried around the world: nothing happens at all', async () => {
  const story = await clockStory({ days: 40, every });
  for (const name of ['Europe/Oslo', 'Pacific/Auckland', 'America/St_Johns', 'Asia/Kathmandu', 'UTC']) {
    process.env['TZ'] = name;
    await days(story, 6);
    expectAsNew(story);
  }
});

test('R5 somebody who set the clock by an hour for summer time: an hour behind, and licensed', async () => {
  const story = await clockStory({ days: 20, every });
  await days(story, 3);
  await story.run(10 * hour);
  story.hands.wrong = -hour;
  await story.run(6 * hour);
  expect(story.verdict()).toBe('licensed');
  expect(story.machine().clockState()).toMatchObject({ state: 'behind' });
  story.hands.wrong = 0;
  await story.run(hour);
  expectAsNew(story);
});

test('R5 the battery of the clock is empty: 1970 at every start, set by hand each morning', async () => {
  const story = await clockStory({ days: 20, every });
  for (let gone = 0; gone < 10; gone++) {
    story.hands.wrong = -(noon + story.since());
    await story.run(30 * minute);
    expect(story.verdict()).toBe('licensed');
    story.hands.wrong = 0;
    expectAsNew(story);
    await story.run(7 * hour);
    await story.off(16 * hour);
  }
});

test('R5 1970, and nobody notices: three days of running, then a clear word, and all is well when it is set', async () => {
  const story = await clockStory({ days: 30, every });
  await days(story, 5);
  story.hands.wrong = -(noon + story.since());
  for (let gone = 0; gone < 8; gone++) await story.run(8 * hour);
  expect(story.verdict()).toBe('licensed');
  for (let gone = 0; gone < 2; gone++) await story.run(8 * hour);
  expect(story.verdict()).toBe('clock-needs-attention');
  story.hands.wrong = 0;
  expectAsNew(story);
});

test('R5 1970, and a newer file comes: that heals it without anybody touching the clock', async () => {
  const story = await clockStory({ days: 30, every });
  await days(story, 5);
  story.hands.wrong = -(noon + story.since());
  for (let gone = 0; gone < 10; gone++) await story.run(8 * hour);
  expect(story.verdict()).toBe('clock-needs-attention');
  await story.carry(noon + 40 * day);
  await story.run(hour);
  expect(story.verdict()).toBe('licensed');
});

test.each([
  ['an hour', hour],
  ['a day', 8 * hour],
  ['a week', 5 * day],
])('R5 twenty years ahead for %s, over restarts, then right: as if nothing had been', async (_, length) => {
  const story = await clockStory({ days: 60, every });
  await days(story, 3);
  story.hands.wrong = twentyYears;
  for (let ran = 0; ran < length; ran += 4 * hour) {
    await story.run(Math.min(4 * hour, length));
    await story.off(minute);
  }
  expect(story.verdict()).toBe('ended');
  story.hands.wrong = 0;
  expectAsNew(story);
  await days(story, 9);
  expectAsNew(story);
});

test.each([10, 30])('R5 %i days ahead for a day, then right: it passes while the grace lasts', async (ahead) => {
  const story = await clockStory({ days: 60, every });
  await days(story, 3);
  story.hands.wrong = ahead * day;
  for (let ran = 0; ran < 3; ran++) {
    await story.run(4 * hour);
    await story.off(minute);
  }
  story.hands.wrong = 0;
  for (let gone = 0; gone < 10; gone++) {
    await story.run(8 * hour);
    expect(story.verdict()).toBe('licensed');
    await story.off(16 * hour);
  }
  await story.run(hour);
  expectAsNew(story);
});

test('R5 three days asleep, and three weeks switched off', async () => {
  const story = await clockStory({ days: 60, every });
  await story.run(hour);
  story.suspend(3 * day);
  expectAsNew(story);
  await days(story, 2);
  await story.off(21 * day);
  expectAsNew(story);
  await days(story, 2);
  story.suspend(3 * day);
  expectAsNew(story);
});

test('R5 two systems on one machine that disagree about the zone, for weeks', async () => {
  const story = await clockStory({ days: 60, every });
  const weeks = figure(2, 6);
  for (let gone = 0; gone < weeks * 7; gone++) {
    story.hands.wrong = gone % 2 === 0 ? 0 : -2 * hour;
    await story.run(8 * hour);
    expect(story.verdict()).toBe('licensed');
    await story.off(16 * hour);
  }
  story.hands.wrong = 0;
  await story.run(hour);
  expectAsNew(story);
  report(`R5 (two systems): licensed on each of ${weeks * 7} days`);
});
