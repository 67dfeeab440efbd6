import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startCloudProcesses } from '../support/cloud-processes.ts';
import { median, printFigure } from '../support/figures.ts';
import startPostgres, { freshPostgres, hasPostgres } from '../support/postgres.ts';

/* A thousand deeds through HTTP, first without a webhook, then with one that is told of each while they happen. */
const deeds = 1_000;

const stopPostgres = await startPostgres();
const told = new Set<string>();
const receiver = createServer((request, response) => {
  told.add(String(request.headers['webhook-id']));
  request.resume().on('end', () => response.end());
}).listen(0, '127.0.0.1');
try {
  await measure('SQLite', null);
  // A cloud on PostgreSQL calls no plain http: there the receiver is one that cannot be reached.
  if (hasPostgres) await measure('PostgreSQL', await freshPostgres());
} finally {
  receiver.close();
  await stopPostgres();
}

async function measure(engine: string, databaseUrl: string | null): Promise<void> {
  const cloud = await startCloudProcesses(databaseUrl, 1);
  try {
    const { organization, store } = cloud;
    await store.db.updateTable('member').set({ role: 'owner' }).where('organizationId', '=', organization).execute();
    const { session, webhook, team } = cloud.client(0, cloud.token);
    const { id: person } = (await session.show({})).person;
    const run = async (name: string) => {
      const times: number[] = [];
      for (let deed = 0; deed < deeds; deed++) {
        const begun = performance.now();
        await team.describe({ organization, person, called: `${name} ${deed}` });
        times.push(performance.now() - begun);
      }
      return median(times);
    };
    await run('Warm');
    const without = await run('Without');
    const { port } = receiver.address() as AddressInfo;
    const url = databaseUrl === null ? `http://127.0.0.1:${port}/` : 'https://nobody.invalid/';
    await webhook.create({ organization, name: 'Farm', url, events: ['people'] });
    const withOne = await run('With');
    printFigure(`${engine}: a deed without a webhook, median`, `${without.toFixed(2)} ms`, '', true);
    printFigure(`${engine}: with one that is told of it, median`, `${withOne.toFixed(2)} ms`, '< 50 ms', withOne < 50);
    if (databaseUrl !== null) return;
    const begun = performance.now();
    while (told.size < deeds && performance.now() - begun < 60_000) await new Promise((r) => setTimeout(r, 50));
    const after = ((performance.now() - begun) / 1_000).toFixed(1);
    printFigure(`${engine}: all ${deeds} have arrived, after the last deed`, `${after} s`, 'all', told.size === deeds);
  } finally {
    await cloud.stop();
  }
}
