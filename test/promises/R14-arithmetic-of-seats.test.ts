import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { migrate } from '#cloud/store/migrate.ts';
import { openStore } from '#cloud/store/open.ts';
import { day } from '#shared/models/time.ts';
import { figure, report } from '../support/promise.ts';
import { history, seats } from '../support/seat-steps.ts';
import { type Studio, seatStudio, take, type World } from '../support/seat-world.ts';

const histories = figure(150, 10_000);

let studio: Studio;
let steps = 0;
let most = { able: 0, overlaps: 0 };

beforeAll(async () => {
  const store = await openStore({ file: ':memory:' });
  await migrate(store);
  studio = await seatStudio(store);
  return () => store.close();
});

/** What must hold at every moment, for every license. */
async function count(world: World): Promise<void> {
  const now = studio.cloud.clock.time;
  const { db } = studio.cloud.store;
  for (const [at, id] of world.licenses.entries()) {
    const count = seats[at] ?? 0;
    const live = await db
      .selectFrom('lease')
      .select('id')
      .where('license_id', '=', id)
      .where('ended_at', 'is', null)
      .execute();
    expect(live.length).toBeLessThanOrEqual(count);
    const overlaps = await db.selectFrom('overlap').selectAll().where('license_id', '=', id).execute();
    const open = overlaps.filter((overlap) => overlap.closed_at === null && overlap.until_at > now);
    const forced = overlaps.filter(
      (overlap) => overlap.caused_by !== null && overlap.closed_at === null && overlap.from_at > now - 30 * day,
    );
    expect(forced.length).toBeLessThanOrEqual(count);
    const able = world.machines.filter((each) => (each.runsUntil(id, world.dropped) ?? 0) > now);
    expect(able.length).toBeLessThanOrEqual(count + open.length);
    most = { able: Math.max(most.able, able.length), overlaps: Math.max(most.overlaps, open.length) };
  }
}

/** No machine of these was ever copied, whatever got lost or came late. */
async function honest(world: World): Promise<void> {
  const ids = world.machines.map(({ id }) => id);
  const rows = await studio.cloud.store.db.selectFrom('machine').select('cloned_at').where('id', 'in', ids).execute();
  expect(rows.filter((row) => row.cloned_at !== null)).toEqual([]);
}

test(`R14 ${histories} histories: seats add up`, { timeout: 3_600_000 }, async () => {
  const property = fc.asyncProperty(history, async (doings) => {
    const world = await studio.newWorld();
    for (const doing of doings) {
      await take(studio, world, doing);
      await count(world);
      steps += 1;
    }
    await honest(world);
  });
  await fc.assert(property, { numRuns: histories });
  report(
    `R14: ${histories} histories, ${steps} steps, ${seats.join(' and ')} seats: never more live leases than seats; ` +
      `at most ${most.able} machines able to run, ${most.overlaps} overlaps open; ` +
      `of carried files: ${[...studio.verdicts].toSorted().join(', ')}`,
  );
  const likely = ['ready', 'answered-before', 'frees-seat'];
  expect([...studio.verdicts]).toEqual(expect.arrayContaining(likely));
});
