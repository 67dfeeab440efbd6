import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Write } from '../store/open.ts';
import { organizationsOf, peopleOf } from '../store/queries/organization.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

interface Changes {
  name?: string;
  timeZone?: string;
  leaseHours?: number;
  offlineUntilEnd?: boolean;
}

export function organizationOperations(parts: CloudParts) {
  const { store } = parts;

  /** The organization of this call, as the caller sees it. */
  async function show(context: GuardedContext) {
    const { organization } = placeOf(context);
    const mine = await organizationsOf(store.db, callerOf(context).person.id);
    const found = mine.find(({ id }) => id === organization);
    if (!found) throw new Error(`the guard let somebody into ${organization} who does not belong there`);
    return found;
  }

  return {
    list: os.organization.list.handler(({ context }) => organizationsOf(store.db, callerOf(context).person.id)),

    show: os.organization.show.handler(({ context }) => show(context)),

    setDefault: os.organization.setDefault.handler(async ({ context }) => {
      const person_id = callerOf(context).person.id;
      const chosen = { default_organization_id: placeOf(context).organization };
      await store.db
        .insertInto('person_details')
        .values({ person_id, is_vendor: 0, ...chosen })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(chosen))
        .execute();
      return {};
    }),

    update: os.organization.update.handler(async ({ input, context }) => {
      const { organization: id, ...changes } = input;
      await store.write(async (tx) => {
        await change(tx, id, changes);
        const deed = { action: 'organization.update', organization: id, subject: id, details: { ...changes } };
        await recordDeed(parts, context, tx, deed);
      });
      return show(context);
    }),

    people: os.organization.people.handler(({ context }) => peopleOf(store.db, placeOf(context).organization)),
  };
}

async function change(tx: Write, id: string, { name, timeZone, leaseHours, offlineUntilEnd }: Changes): Promise<void> {
  if (name !== undefined) await tx.updateTable('organization').set({ name }).where('id', '=', id).execute();
  const details = {
    time_zone: timeZone,
    lease_hours: leaseHours,
    offline_until_end: offlineUntilEnd === undefined ? undefined : Number(offlineUntilEnd),
  };
  if (Object.values(details).every((value) => value === undefined)) return;
  await tx.updateTable('organization_details').set(details).where('organization_id', '=', id).execute();
}
