import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeAnswer } from '#shared/models/offline.ts';
import { intakeAtOnce } from '#shared/models/offline.ts';
import { callingMachine } from '../support/calling-machine.ts';
import { type CloudProcesses, startCloudProcesses } from '../support/cloud-processes.ts';
import { freshPostgres, hasPostgres } from '../support/postgres.ts';
import { figure, report } from '../support/promise.ts';
import { tamper } from '../support/signed-files.ts';

const requests = figure(120, 1_000);
/** So many of them find no seat, and so many are damaged on the way. */
const tooMany = requests / 20;
const damaged = requests / 40;
const longest = 60;

describe.each(['sqlite', 'postgres'])('%s', (engine) => {
  const isSkipped = engine === 'postgres' && !hasPostgres;
  let cloud: CloudProcesses;
  beforeAll(async () => {
    if (!isSkipped) cloud = await startCloudProcesses(engine === 'postgres' ? await freshPostgres() : null, 1);
  });
  afterAll(() => cloud?.stop());

  test.skipIf(isSkipped)(
    `R13 ${requests} requests in one intake: one report, some may fail, < ${longest} s`,
    { timeout: 3_600_000 },
    async () => {
      const { organization, token, trustRoot } = cloud;
      const client = cloud.client(0, token);
      const license = await cloud.addLicense(requests - damaged - tooMany);
      const machines = Array.from({ length: requests }, (_, at) =>
        callingMachine(`NODE-${at}`, trustRoot, undefined, Date.now),
      );
      const texts = machines.map((machine) => machine.request({ wanted: { product: 'graphics', edition: 'xr' } }));
      for (let at = 0; at < damaged; at++) texts[at * 30] = tamper(texts[at * 30]!);

      const seconds = async (work: () => Promise<void>) => {
        const started = performance.now();
        await work();
        return (performance.now() - started) / 1000;
      };
      const batches = Array.from({ length: Math.ceil(requests / intakeAtOnce) }, (_, at) =>
        texts.slice(at * intakeAtOnce, (at + 1) * intakeAtOnce),
      );
      const examining = await seconds(async () => {
        for (const batch of batches)
          await client.offline.examine({ organization, items: batch.map((text) => ({ text })) });
      });
      const answers: IntakeAnswer[] = [];
      const issuing = await seconds(async () => {
        for (const batch of batches)
          answers.push(
            ...(await client.offline.issue({ organization, items: batch.map((text) => ({ text, license })) })),
          );
      });
      const counts = Object.groupBy(answers, ({ verdict }) => verdict.code);
      expect(counts['ready']).toHaveLength(requests - damaged - tooMany);
      expect(counts['refused-file']).toHaveLength(damaged);
      expect(counts.refused).toHaveLength(tooMany);
      for (const { verdict } of counts.refused ?? [])
        expect(verdict).toMatchObject({ failure: { code: 'no-free-seat' } });
      const issued = answers.filter(({ file }) => file !== null);
      for (const [at, { file }] of answers.entries()) if (file) machines[at]!.applyCarried(file.text);
      expect(issued).toHaveLength(counts['ready']?.length ?? 0);
      const live = await cloud.store.db.selectFrom('lease').select('id').where('ended_at', 'is', null).execute();
      expect(live).toHaveLength(issued.length);

      // All of it once more: the same bytes, and no seat.
      const again: IntakeAnswer[] = [];
      const repeating = await seconds(async () => {
        for (const batch of batches)
          again.push(
            ...(await client.offline.issue({ organization, items: batch.map((text) => ({ text, license })) })),
          );
      });
      expect(again.map(({ file }) => file)).toEqual(answers.map(({ file }) => file));
      expect(examining).toBeLessThan(longest);
      expect(issuing).toBeLessThan(longest);
      report(
        `R13 ${engine}: ${requests} requests in batches of ${intakeAtOnce}: examined in ${examining.toFixed(1)} s, ` +
          `issued in ${issuing.toFixed(1)} s (${issued.length} licenses, ${damaged} damaged, ${tooMany} without a seat), ` +
          `repeated in ${repeating.toFixed(1)} s`,
      );
    },
  );
});
