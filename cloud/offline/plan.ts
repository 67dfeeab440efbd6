import { blankRow, type IntakeItem, type IntakeRow } from '#shared/models/offline.ts';
import { planAcknowledgement } from './acknowledgement.ts';
import { planAnswered } from './answered.ts';
import type { Carried } from './open.ts';
import { planRequest } from './request.ts';
import { planReturn } from './return.ts';
import { type Plan, stopped } from './rows.ts';
import type { IntakeWorld } from './world.ts';

/** Seats come back before they are taken, and what a machine confirms counts before it asks for more. */
const turnOf: Record<IntakeRow['kind'], number> = { return: 0, acknowledgement: 1, request: 2, unknown: 3 };

/**
 * Plans an intake as if its files were answered one after the other, so that no two count on one seat. In the order of
 * the items; `turns` is the order in which to go about them.
 */
export function planIntake(world: IntakeWorld, items: readonly IntakeItem[]): { plans: Plan[]; turns: number[] } {
  const turns = world.carried
    .map((each, at) => ({ at, turn: turnOf[each.kind] }))
    .toSorted((a, b) => a.turn - b.turn || a.at - b.at)
    .map(({ at }) => at);
  const plans: Plan[] = [];
  for (const at of turns) {
    const [carried, item] = [world.carried[at], items[at]];
    if (carried && item) plans[at] = planOne(world, carried, item);
  }
  return { plans, turns };
}

function planOne(world: IntakeWorld, carried: Carried, item: IntakeItem): Plan {
  if (!('payload' in carried)) return stopped({ ...blankRow, kind: carried.kind }, carried.verdict);
  switch (carried.kind) {
    case 'request':
      return carried.before ? planAnswered(world, carried, carried.before) : planRequest(world, carried, item);
    case 'return':
      return planReturn(world, carried);
    case 'acknowledgement':
      return planAcknowledgement(world, carried);
  }
}
