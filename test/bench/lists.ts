import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#cloud/store/migrate.ts';
import { openStore, type Store } from '#cloud/store/open.ts';
import { printFigure } from '../support/figures.ts';
import { licensingCloud } from '../support/licensing-cloud.ts';
import startPostgres, { freshPostgres, hasPostgres } from '../support/postgres.ts';
import { noon } from '../support/signed-files.ts';
import { licenseLists } from './portal-lists/license-lists.ts';
import type { MeasuredList, PortalWorld } from './portal-lists/list.ts';
import { otherLists } from './portal-lists/other-lists.ts';
import { haveLookedAt, seedPortal } from './portal-lists/seed.ts';
import { assignEverything } from './portal-lists/seed-licenses.ts';
import { sizes } from './portal-lists/sizes.ts';

/*
 * Every list of the portal at the operation, without HTTP: 5 000 people, 20 000 licenses, 200 000 rows of audit log.
 * A new list gets its line in a file of portal-lists. `LIST=license` measures those whose name has it.
 */
const calls = 40;
const few = 3;
const patience = 6_000;
const most = 150;
const lists: readonly MeasuredList[] = [...licenseLists, ...otherLists];
const wanted = lists.filter(({ what }) => what.includes(process.env['LIST'] ?? ''));

const folder = await mkdtemp(join(tmpdir(), 'greenroom-lists-'));
const stopPostgres = await startPostgres();
try {
  await measure('SQLite', await openStore({ file: join(folder, 'cloud.sqlite') }));
  if (hasPostgres) await measure('PostgreSQL', await openStore({ databaseUrl: await freshPostgres() }));
} finally {
  await stopPostgres();
  await rm(folder, { recursive: true, force: true });
}

async function measure(engine: string, store: Store): Promise<void> {
  try {
    const world = await fill(store);
    for (const { what, ask } of wanted) {
      const times: number[] = [];
      const began = performance.now();
      // One that is far too slow need not be asked so often.
      for (let call = 0; call < calls && (call < few || performance.now() - began < patience); call++) {
        const started = performance.now();
        await ask(world, call);
        times.push(performance.now() - started);
      }
      const sorted = times.toSorted((a, b) => a - b);
      const [p50 = NaN, p95 = NaN] = [0.5, 0.95].map((share) => sorted[Math.floor(times.length * share)]);
      const measured = `${p50.toFixed(1)}, ${p95.toFixed(1)} ms`;
      printFigure(`${engine}: ${what}, p50 and p95`, measured, `p95 < ${most} ms`, p95 < most);
    }
  } finally {
    await store.close();
  }
}

async function fill(store: Store): Promise<PortalWorld> {
  await migrate(store);
  const cloud = await licensingCloud(store.engine, { store });
  const organization = await cloud.addOrganization();
  const manager = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
  const collector = await cloud.addPerson('Collector', { [organization]: 'member' });
  await seedPortal(store, { organization, now: noon });
  await assignEverything(store, collector.id, sizes, noon);
  await haveLookedAt(store);
  return { cloud, organization, manager, collector };
}
