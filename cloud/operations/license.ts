import { Failure } from '#shared/errors.ts';
import { callerOf, type CloudParts, placeOf } from '../context.ts';
import { licenseRows } from '../store/queries/license-rows.ts';
import { usableLicenses } from './usable-licenses.ts';
import { assignLicenses, unassignLicenses } from './assignment.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { answerAct, readCall } from './machine-call.ts';
import { licenseEndOperations } from './license-ends.ts';
import { licenseManyOperations } from './license-many.ts';
import { licenseSearchOperations } from './license-search.ts';
import { enterRoom } from './room.ts';
import { takeSeat } from './take-seat.ts';

/** Licenses: seen, picked, assigned. */
export function licenseOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    mine: os.license.mine.handler(({ context, input }) => usableLicenses(parts, context, 'mine', input)),
    usable: os.license.usable.handler(({ context, input }) => usableLicenses(parts, context, 'usable', input)),
    ...licenseSearchOperations(parts),
    ...licenseManyOperations(parts),
    ...licenseEndOperations(parts),
    show: os.license.show.handler(async ({ context, input }) => {
      const [row] = await licenseRows(store.db, callerOf(context).person.id, [input.license], clock.now());
      if (!row) throw new Failure('not-found', {});
      return row;
    }),
    pick: os.license.pick.handler(async ({ context, input }) => {
      const opened = readCall(parts, input.call, 'pick');
      const { call, machine } = opened;
      if (call.license !== input.license) throw new Failure('call-refused', { why: 'other-purpose' });
      const { organization } = placeOf(context);
      const person = callerOf(context).person.id;
      const file = await answerAct(parts, context.write, opened, async (tx) => {
        const taking = { license: input.license, user: { person }, machine, replaces: call.replaces };
        const { lease, license } = await takeSeat(parts, tx, taking);
        await recordDeed(parts, context, tx, {
          action: 'license.pick',
          organization,
          subject: license.id,
          details: { license: license.words, lease, machine, machineName: call.machine.name, replaces: call.replaces },
        });
      });
      return { file };
    }),
    enter: os.license.enter.handler(({ context, input }) => enterRoom(parts, context, input.call)),
    assign: os.license.assign.handler(({ context, input }) => assignLicenses(parts, context, input)),
    unassign: os.license.unassign.handler(({ context, input }) => unassignLicenses(parts, context, input)),
  };
}
