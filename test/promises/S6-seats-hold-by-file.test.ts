import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callingMachine } from '../support/calling-machine.ts';
import { type CloudProcesses, startCloudProcesses } from '../support/cloud-processes.ts';
import { freshPostgres, hasPostgres } from '../support/postgres.ts';
import { figure, report } from '../support/promise.ts';

const racers = figure(40, 300);
const rounds = figure(2, 20);
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
    `S6 ${racers} machines race for ${seats} seats, by file, then half of them with a network, ${rounds} rounds, ${processes} processes`,
    { timeout: 3_600_000 },
    async () => {
      const { organization, token, trustRoot } = cloud;
      const clients = Array.from({ length: 10 }, (_, at) => cloud.client(at, token));
      const started = performance.now();
      let refusals = 0;
      let byFile = 0;
      for (let round = 0; round < rounds; round++) {
        const license = await cloud.addLicense(seats);
        const outcomes = await Promise.all(
          Array.from({ length: racers }, async (_, at) => {
            const machine = callingMachine(`RACER-${round}-${at}`, trustRoot, undefined, Date.now);
            const client = clients[at % clients.length]!;
            // Files take longer than calls: they meet each other in every second round only.
            if (round % 2 === 0 || at % 4 < 2) {
              const items = [{ text: machine.request(), license }];
              const [answer] = await client.offline.issue({ organization, items });
              if (answer?.file) return { machine, won: machine.applyCarried(answer.file.text), byFile: true };
              return answer?.verdict.code === 'refused' ? answer.verdict.failure.code : 'not answered';
            }
            const call = machine.call({ purpose: 'pick', license });
            return client.license.pick({ license, call }).then(
              ({ file }) => ({ machine, won: machine.apply(file), byFile: false }),
              (error: unknown) => (error instanceof ORPCError ? error.code : String(error)),
            );
          }),
        );
        const winners = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : outcome));
        const losers = outcomes.filter((outcome) => typeof outcome === 'string');
        expect(new Set(losers)).toEqual(new Set(['no-free-seat']));
        expect(winners).toHaveLength(seats);
        refusals += losers.length;
        byFile += winners.filter((winner) => winner.byFile).length;
        const live = await cloud.store.db
          .selectFrom('lease')
          .select(['seat', 'machine_id'])
          .where('license_id', '=', license)
          .where('ended_at', 'is', null)
          .execute();
        expect(live.map((lease) => lease.seat).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        expect(new Set(live.map((lease) => lease.machine_id))).toEqual(
          new Set(winners.map(({ machine }) => machine.id)),
        );
        // Back by file, all at once, each proof twice.
        const proofs = winners.map(({ machine, won }) => machine.giveUp(won.leases[0]?.id ?? ''));
        const receipts = await Promise.all(
          [...proofs, ...proofs].map(async (text, at) => {
            const [answer] = await clients[at % clients.length]!.offline.issue({ organization, items: [{ text }] });
            return answer?.file?.text ?? JSON.stringify(answer?.verdict);
          }),
        );
        expect(receipts.slice(seats)).toEqual(receipts.slice(0, seats));
        for (const [at, { machine }] of winners.entries()) machine.applyReceipt(receipts[at] ?? '');
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      report(
        `S6 ${engine}: ${racers} machines, ${rounds} rounds, ${processes} processes: always ${seats} seats taken, ` +
          `${byFile} of ${rounds * seats} by file; ${refusals} losers, all no-free-seat; returned by file; ${seconds} s`,
      );
    },
  );
});
