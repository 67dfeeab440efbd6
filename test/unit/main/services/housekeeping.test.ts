import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clockGrace } from '#shared/files/time.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { licensed } from '../../../support/apart.ts';
import { createTestCompanion, type TestCompanion } from '../../../support/companion.ts';

const markIn = ({ folder }: TestCompanion) =>
  (JSON.parse(readFileSync(join(folder, 'machine.json'), 'utf8')) as { time: { mark: number } }).time.mark;

/** Whatever else there is to say. */
const aboutClocks = ({ companion }: TestCompanion) =>
  companion.status().notices.filter(({ kind }) => kind.startsWith('clock-'));

/** The same machine after it was switched off, with its clock this far from right. */
async function restarted(one: TestCompanion, wrong: number): Promise<TestCompanion & { stop(): Promise<void> }> {
  one.clock.hands.uptime = 60_000;
  one.clock.hands.boot = `boot-${one.clock.hands.wall}-${wrong}`;
  one.clock.hands.wall += wrong;
  const next = await createTestCompanion({ folder: one.folder, clock: one.clock, cloud: one.cloud });
  const stop = next.companion.start();
  await next.clock.settle();
  return { ...next, stop };
}

test('what was surely reached is written down every few minutes, without any contact, and once more at the end', async () => {
  const one = await licensed();
  const stop = one.companion.start();
  const began = markIn(one);
  await one.clock.advance(hour);
  expect(markIn(one)).toBeGreaterThanOrEqual(began + hour - 6 * minute);
  await one.clock.advance(4 * minute);
  await stop();
  expect(markIn(one)).toBe(began + hour + 4 * minute);
});

test('a clock that was set back by days: said once, with what is left; taken back when it is right', async () => {
  const one = await licensed();
  const stop = one.companion.start();
  await one.clock.advance(2 * hour);
  await stop();
  const next = await restarted(one, -5 * day);
  await next.clock.advance(minute);
  const [notice, ...others] = aboutClocks(next);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ kind: 'clock-needs-attention' });
  const left = notice?.kind === 'clock-needs-attention' ? notice.graceEndsAt - next.companion.status().now : 0;
  expect(left).toBeGreaterThan(clockGrace - hour);
  expect(left).toBeLessThanOrEqual(clockGrace);
  await next.client.companion.notice.dismiss({ notice: notice?.id ?? '' });
  await next.clock.advance(hour);
  expect(aboutClocks(next)).toEqual([]);
  expect(next.companion.status().leases).toMatchObject([{ standing: 'valid' }]);
  next.clock.hands.wall += 5 * day;
  await next.clock.advance(minute);
  expect(aboutClocks(next)).toEqual([]);
  next.clock.hands.wall -= 5 * day;
  await next.clock.advance(minute);
  expect(aboutClocks(next)).toMatchObject([{ kind: 'clock-needs-attention' }]);
  await next.stop();
});

test('a clock that is an hour behind is told as such, and needs no attention', async () => {
  const one = await licensed();
  const stop = one.companion.start();
  await one.clock.advance(2 * hour);
  await stop();
  const next = await restarted(one, -hour);
  await next.clock.advance(minute);
  expect(aboutClocks(next)).toMatchObject([{ kind: 'clock-differs' }]);
  await next.stop();
});

test('a disk that cannot be written does not stop the clockwork', async () => {
  const one = await licensed();
  Object.assign(one.ports.machineState, { keepTime: () => Promise.reject(new Error('no space')) });
  const stop = one.companion.start();
  await one.clock.advance(hour);
  await stop();
  expect(one.logged.filter((line) => line.includes('the time could not be kept')).length).toBeGreaterThan(5);
  expect(one.companion.status().leases).toMatchObject([{ standing: 'valid' }]);
});
