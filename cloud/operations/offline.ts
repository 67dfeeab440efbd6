import type { IntakeAnswer } from '#shared/models/offline.ts';
import { type CloudParts, placeOf } from '../context.ts';
import { issuedFilesOf } from '../store/queries/issued-file.ts';
import { os } from './base.ts';
import { examineFile } from './machine-standing.ts';
import { planIntake } from '../offline/plan.ts';
import { renewOffline } from '../offline/renew.ts';
import { refusedRow } from '../offline/rows.ts';
import { readIntakeWorld } from '../offline/world.ts';

/** Licenses that are carried to machines without a network, and what comes back. */
export function offlineOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    examine: os.offline.examine.handler(async ({ context, input }) => {
      const world = await readIntakeWorld(parts, context, input.items);
      const { plans } = planIntake(world, input.items);
      const rows = [];
      for (const { row, file } of plans) {
        const refusal = file && (await examineFile(store.db, file)).refusal;
        rows.push(refusal ? refusedRow(row, refusal) : row);
      }
      return rows;
    }),

    issue: os.offline.issue.handler(async ({ context, input }) => {
      const world = await readIntakeWorld(parts, context, input.items);
      const { plans, turns } = planIntake(world, input.items);
      const answers: IntakeAnswer[] = [];
      for (const at of turns) {
        const plan = plans[at];
        if (plan) answers[at] = plan.act ? await plan.act(parts, context) : { ...plan.row, file: null };
      }
      return answers;
    }),

    renew: os.offline.renew.handler(({ context, input }) => renewOffline(parts, context, input)),

    list: os.offline.list.handler(({ context }) => issuedFilesOf(store.db, placeOf(context).organization, clock.now())),
  };
}
