import { sql } from 'kysely';
import { type CloudProcesses, startCloudProcesses } from '../support/cloud-processes.ts';
import { printFigure } from '../support/figures.ts';
import startPostgres, { freshPostgres, hasPostgres } from '../support/postgres.ts';

/* Pages of an audit log of 200 000 rows through HTTP, wherever they are in it and whatever is looked for. */
const rows = 200_000;
const calls = 40;
const most = 150;
const people = 5_000;

const stopPostgres = await startPostgres();
try {
  await measure('SQLite', null);
  if (hasPostgres) await measure('PostgreSQL', await freshPostgres());
} finally {
  await stopPostgres();
}

async function measure(engine: string, databaseUrl: string | null): Promise<void> {
  const cloud = await startCloudProcesses(databaseUrl, 1);
  try {
    const start = await fill(cloud);
    const { audit } = cloud.client(0, cloud.token);
    const { organization } = cloud;
    const deep = (call: number) => `${start - Math.floor((call * rows) / calls) * 1_000}.E-x`;
    const asked: Record<string, (call: number) => Promise<unknown>> = {
      'the first page': () => audit.list({ organization }),
      'a page anywhere': (call) => audit.list({ organization, cursor: deep(call) }),
      'one person': (call) => audit.list({ organization, person: `P-${call}` }),
      'some days': (call) => audit.list({ organization, from: '2026-11-01', to: '2026-11-02', cursor: deep(call) }),
      'a rare kind': (call) => audit.list({ organization, kind: 'machines', cursor: deep(call) }),
      'words that are nowhere': (call) => audit.list({ organization, text: 'nowhere at all', cursor: deep(call) }),
      'a part of an export': (call) => audit.export({ organization, format: 'csv', cursor: deep(call) }),
    };
    for (const [what, ask] of Object.entries(asked)) {
      const times: number[] = [];
      for (let call = 0; call < calls; call++) {
        const started = performance.now();
        await ask(call);
        times.push(performance.now() - started);
      }
      const p95 = times.toSorted((a, b) => a - b)[Math.floor(calls * 0.95)] ?? NaN;
      printFigure(`${engine}: ${what}, p95`, `${p95.toFixed(1)} ms`, `< ${most} ms`, p95 < most);
    }
  } finally {
    await cloud.stop();
  }
}

/** A deed each second, by 5 000 people in turn; now and then one about a machine. Answers when the newest was. */
async function fill({ store, organization }: CloudProcesses): Promise<number> {
  const newest = Date.UTC(2026, 10, 24);
  await store.db.updateTable('member').set({ role: 'manager' }).where('organizationId', '=', organization).execute();
  const batch = 500;
  for (let from = 0; from < rows; from += batch) {
    const values = Array.from({ length: batch }, (_, index) => {
      const at = from + index;
      const isRare = at % 10_000 === 0;
      return {
        id: `E-${at}`,
        at: newest - at * 1_000,
        organization_id: organization,
        person_id: `P-${at % people}`,
        actor: `Person ${at % people}`,
        action: isRare ? 'machine.claim' : 'license.assign',
        subject: `L-${at % 20_000}`,
        details: JSON.stringify({ license: 'Graphics XR', person: `P-${(at * 7) % people}`, machineName: 'OB-1' }),
        address: '192.0.2.1',
      };
    });
    await store.db.insertInto('audit').values(values).execute();
  }
  // As the database does by itself after a while.
  await sql`analyze`.execute(store.db);
  return newest;
}
