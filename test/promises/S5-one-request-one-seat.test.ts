import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callingMachine } from '../support/calling-machine.ts';
import { type CloudProcesses, startCloudProcesses } from '../support/cloud-processes.ts';
import { freshPostgres, hasPostgres } from '../support/postgres.ts';
import { figure, report } from '../support/promise.ts';

const repeats = 100;
const clients = 10;
const rounds = figure(2, 25);
const processes = 2;

describe.each(['sqlite', 'postgres'])('%s', (engine) => {
  const isSkipped = engine === 'postgres' && !hasPostgres;
  let cloud: CloudProcesses;
  beforeAll(async () => {
    if (!isSkipped) cloud = await startCloudProcesses(engine === 'postgres' ? await freshPostgres() : null, processes);
  });
  afterAll(() => cloud?.stop());

  test.skipIf(isSkipped)(
    `S5 the same request ${repeats} times in parallel from ${clients} clients, ${rounds} rounds, ${processes} processes: one seat, identical bytes`,
    { timeout: 3_600_000 },
    async () => {
      const { organization, token, trustRoot } = cloud;
      const senders = Array.from({ length: clients }, (_, at) => cloud.client(at, token));
      const started = performance.now();
      for (let round = 0; round < rounds; round++) {
        const license = await cloud.addLicense(10);
        const machine = callingMachine(`RENDER-${round}`, trustRoot, undefined, Date.now);
        const items = [{ text: machine.request(), license }];
        const answers = await Promise.all(
          Array.from({ length: repeats }, (_, at) => senders[at % clients]!.offline.issue({ organization, items })),
        );
        const files = answers.map(([answer]) => answer?.file?.text ?? JSON.stringify(answer?.verdict));
        expect(new Set(files).size).toBe(1);
        const fresh = answers.filter(([answer]) => answer?.verdict.code === 'ready');
        expect(fresh).toHaveLength(1);
        expect(machine.applyCarried(files[0]!).leases).toHaveLength(1);
        const { db } = cloud.store;
        expect(await db.selectFrom('lease').select('id').where('license_id', '=', license).execute()).toHaveLength(1);
        expect(
          await db.selectFrom('issued_file').select('id').where('machine_id', '=', machine.id).execute(),
        ).toHaveLength(1);
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      report(
        `S5 ${engine}: by file, the same request ${repeats} times in parallel from ${clients} clients, ${rounds} rounds, ` +
          `${processes} processes: always 1 seat, identical bytes; ${seconds} s`,
      );
    },
  );
});
