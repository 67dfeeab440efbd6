import { expect, test } from 'vitest';
import { minute } from '#shared/models/time.ts';
import type { LicensingCloud } from '../support/licensing-cloud.ts';
import { figure, report } from '../support/promise.ts';
import { forEachEngine } from '../support/store.ts';
import { beat, pick, studio } from '../unit/cloud/licensing/studio.ts';

const rounds = figure(8, 500);

/** Everything that a call could change. */
async function truth({ store: { db } }: LicensingCloud): Promise<string> {
  const machines = await db.selectFrom('machine').selectAll().orderBy('id').execute();
  const leases = await db.selectFrom('lease').selectAll().orderBy('id').execute();
  const overlaps = await db.selectFrom('overlap').selectAll().orderBy('id').execute();
  return JSON.stringify({ machines, leases, overlaps });
}

forEachEngine((engine) => {
  test(`S10 ${rounds} rounds of captured calls, sent to the cloud again in every way`, {
    timeout: 3_600_000,
  }, async () => {
    const { cloud, editor, license } = await studio(engine, 4);
    let tried = 0;
    const refused = async (send: (call: string) => Promise<unknown>, call: string, why: string) => {
      const before = await truth(cloud);
      await expect(send(call)).rejects.toMatchObject({ code: 'call-refused', details: { why } });
      expect(await truth(cloud)).toBe(before);
      tried += 1;
    };
    const heartbeat = (call: string) => cloud.as().machine.heartbeat({ call });
    const giveBack = (call: string) => cloud.as().lease.giveBack({ call });
    const pickAgain = (call: string) => cloud.as(editor).license.pick({ license, call });

    for (let round = 0; round < rounds; round++) {
      const machine = cloud.machine(`M-${round}`);
      const picked = machine.call({ purpose: 'pick', license });
      machine.apply((await pickAgain(picked)).file);
      const lease = machine.held?.leases[0]?.id ?? '';
      const beaten = machine.call({});
      const answered = await heartbeat(beaten);
      machine.apply(answered.file);

      // The very same call, a second later: the very same answer, and nothing done.
      cloud.clock.time += 1000;
      const before = await truth(cloud);
      expect(await heartbeat(beaten)).toEqual(answered);
      expect(await truth(cloud)).toBe(before);

      for (const wait of [1000, 6 * minute]) {
        cloud.clock.time += wait;
        await refused(pickAgain, picked, 'replayed');
        await refused(giveBack, beaten, 'other-purpose');
        await refused(pickAgain, beaten, 'other-purpose');
        await refused(heartbeat, picked, 'other-purpose');
        await refused(heartbeat, picked.replace('"payload":"', '"payload":"x'), 'unreadable');
      }
      const returned = machine.call({ purpose: 'return', lease });
      machine.apply((await giveBack(returned)).file);
      await refused(pickAgain, picked, 'replayed');
      await refused(heartbeat, beaten, 'replayed');
      await pick(cloud, editor, machine, license);
      await refused(giveBack, returned, 'replayed');
      await beat(cloud, machine);
      await giveBack(machine.call({ purpose: 'return', lease: machine.held?.leases[0]?.id ?? '' }));
    }
    report(`S10 cloud, ${engine}: ${tried} captured calls sent again: 0 accepted, nothing changed`);
  });
});
