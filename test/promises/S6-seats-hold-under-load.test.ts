import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callingMachine, type CallingMachine } from '../support/calling-machine.ts';
import { type CloudProcesses, startCloudProcesses } from '../support/cloud-processes.ts';
import { freshPostgres, hasPostgres } from '../support/postgres.ts';
import { figure, report } from '../support/promise.ts';

const racers = figure(60, 500);
const rounds = figure(3, 100);
const seats = 10;
const processes = 2;

describe.each(['sqlite', 'postgres'])('%s', (engine) => {
  const isSkipped = engine === 'postgres' && !hasPostgres;
  let cloud: CloudProcesses;
  beforeAll(async () => {
    if (!isSkipped) cloud = await startCloudProcesses(engine === 'postgres' ? await freshPostgres() : null, processes);
  });
  afterAll(() => cloud?.stop());

  test.skipIf(isSkipped)(
    `S6 ${racers} machines race for ${seats} seats, ${rounds} rounds, ${processes} processes`,
    { timeout: 3_600_000 },
    async () => {
      const machines = Array.from({ length: racers }, (_, at) => callingMachine(`RACER-${at}`, cloud.trustRoot));
      const clients = Array.from({ length: 10 }, (_, at) => cloud.client(at, cloud.token));
      const license = await cloud.addLicense(seats);
      const started = performance.now();
      let refusals = 0;
      for (let round = 0; round < rounds; round++) {
        const winners: CallingMachine[] = [];
        const outcomes = await Promise.all(
          machines.map(async (machine, at) => {
            const call = machine.call({ purpose: 'pick', license });
            try {
              machine.apply((await clients[at % clients.length]!.license.pick({ license, call })).file);
              winners.push(machine);
              return 'seat';
            } catch (error) {
              return error instanceof ORPCError ? error.code : String(error);
            }
          }),
        );
        const losers = outcomes.filter((outcome) => outcome !== 'seat');
        refusals += losers.length;
        expect(new Set(losers)).toEqual(new Set(['no-free-seat']));
        expect(winners).toHaveLength(seats);
        const live = await cloud.store.db
          .selectFrom('lease')
          .select(['seat', 'machine_id'])
          .where('license_id', '=', license)
          .where('ended_at', 'is', null)
          .execute();
        expect(live.map((lease) => lease.seat).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        expect(new Set(live.map((lease) => lease.machine_id))).toEqual(new Set(winners.map((machine) => machine.id)));
        await Promise.all(winners.map((machine, at) => giveBack(clients[at % clients.length]!, machine)));
      }
      const seconds = (performance.now() - started) / 1000;
      report(
        `S6 ${engine}: ${racers} machines, ${rounds} rounds, ${processes} processes: always ${seats} seats taken, never ` +
          `${seats + 1}; ${refusals} losers, all no-free-seat; ${seconds.toFixed(1)} s`,
      );
    },
  );

  test.skipIf(isSkipped)('S5 the same signed call 100 times from 10 clients: one seat, identical bytes', async () => {
    const repeats = 100;
    const clients = Array.from({ length: 10 }, (_, at) => cloud.client(at, cloud.token));
    const license = await cloud.addLicense(seats);
    const machine = callingMachine('OB-1-RENDER-03', cloud.trustRoot);
    const call = machine.call({ purpose: 'pick', license });
    const answers = await Promise.all(
      Array.from({ length: repeats }, (_, at) => clients[at % clients.length]!.license.pick({ license, call })),
    );
    expect(new Set(answers.map((answer) => answer.file)).size).toBe(1);
    const leases = await cloud.store.db.selectFrom('lease').select('id').where('license_id', '=', license).execute();
    expect(leases).toHaveLength(1);
    expect(machine.apply(answers[0]!.file).leases).toHaveLength(1);
    report(`S5 ${engine}: pick, the same call ${repeats} times in parallel: ${leases.length} seat, identical bytes`);
  });
});

async function giveBack(client: ReturnType<CloudProcesses['client']>, machine: CallingMachine): Promise<void> {
  const lease = machine.held?.leases[0]?.id ?? null;
  machine.apply((await client.lease.giveBack({ call: machine.call({ purpose: 'return', lease }) })).file);
}
