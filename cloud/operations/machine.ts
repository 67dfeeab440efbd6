import { Failure } from '#shared/errors.ts';
import { may } from '#shared/models/role.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { isMachineOf, stakesIn } from '../store/queries/machine-people.ts';
import { type Shown, writeMark } from '../store/queries/machine-mark.ts';
import { machineSummary } from '../store/queries/machine-summary.ts';
import { machinePage, type MachinesSeen, shownFor } from '../store/queries/machine-views.ts';
import { findMachines } from '../store/queries/machine.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { gatherHeartbeats } from './heartbeats.ts';
import { answerAct, readCall, unknownMachine } from './machine-call.ts';

/** Machines: they call by themselves, people say which one is which, Managers see them all. */
export function machineOperations(parts: CloudParts) {
  const { store, clock } = parts;
  const answer = gatherHeartbeats(parts);

  /** Answers a machine about which somebody who may says what only people can know. */
  async function confirm(context: GuardedContext, text: string, purpose: 'repair' | 'claim') {
    const opened = readCall(parts, text, purpose);
    const { call, machine } = opened;
    const organization = await placeToConfirm(parts, context, machine);
    const file = await answerAct(parts, context.write, opened, (tx) =>
      recordDeed(parts, context, tx, {
        action: `machine.${purpose}`,
        organization,
        subject: machine,
        details: { machine, machineName: call.machine.name },
      }),
    );
    return { file };
  }

  function seenBy(context: GuardedContext): MachinesSeen {
    const { organization, role } = placeOf(context);
    return { organization, me: { id: callerOf(context).person.id, role }, now: clock.now() };
  }

  return {
    heartbeat: os.machine.heartbeat.handler(async ({ input }) => ({
      file: await answer(readCall(parts, input.call, 'heartbeat')),
    })),
    repair: os.machine.repair.handler(({ context, input }) => confirm(context, input.call, 'repair')),
    claim: os.machine.claim.handler(({ context, input }) => confirm(context, input.call, 'claim')),

    list: os.machine.list.handler(({ context, input }) => machinePage(store.db, seenBy(context), input)),
    summary: os.machine.summary.handler(({ context }) => machineSummary(store.db, seenBy(context))),

    acceptHardware: os.machine.acceptHardware.handler(({ context, input }) =>
      context.write(async (tx) => {
        const { organization } = placeOf(context);
        const { machine } = input;
        await store.lock(tx, 'machine', machine);
        const row = (await findMachines(tx, [machine])).get(machine);
        const isHere = await isMachineOf(tx, machine, organization, clock.now() - shownFor);
        if (!row || !isHere) throw new Failure('not-found', {});
        if (row.changed_to === null) return {};
        const { evidence, isVirtual } = JSON.parse(row.changed_to) as Shown;
        await writeMark(tx, machine, { mark: 'same', evidence, isVirtual }, clock.now());
        const details = {
          machine,
          machineName: row.name,
          factors: JSON.parse(row.changed_factors ?? '[]') as string[],
        };
        const deed = { action: 'machine.acceptHardware', organization, subject: machine, details };
        await recordDeed(parts, context, tx, deed);
        return {};
      }),
    ),
  };
}

/**
 * The organization for which the caller may say what a machine is: theirs is a lease on it, or they manage one that has
 * one there. To everybody else it is as good as unknown, though people of the organization hear what it takes.
 */
async function placeToConfirm({ store }: CloudParts, context: GuardedContext, machine: string): Promise<string> {
  const stakes = await stakesIn(store.db, machine, callerOf(context).person.id);
  if (stakes.length === 0) throw unknownMachine();
  const good = stakes.find(({ isOwn }) => isOwn) ?? stakes.find(({ role }) => may(role, 'machine.manage'));
  if (!good) throw new Failure('not-allowed', { needs: 'machine.manage' });
  return good.organization;
}
