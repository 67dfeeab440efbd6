import type { Kysely } from 'kysely';
import { Company } from '#shared/models/organization.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { changesOf } from '../rules/changes.ts';
import { companyOf, setCompany } from '../store/queries/company.ts';
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
  const show = (context: GuardedContext) => shown(store.db, context);
  async function shown(db: Kysely<Database>, context: GuardedContext) {
    const { organization } = placeOf(context);
    const mine = await organizationsOf(db, callerOf(context).person.id);
    const found = mine.find(({ id }) => id === organization);
    if (!found) throw new Error(`the guard let somebody into ${organization} who does not belong there`);
    return found;
  }

  return {
    list: os.organization.list.handler(async ({ context }) => {
      const { person, key } = callerOf(context);
      const all = await organizationsOf(store.db, person.id);
      return key ? all.filter(({ id }) => id === key.organization) : all;
    }),

    show: os.organization.show.handler(({ context }) => show(context)),

    setDefault: os.organization.setDefault.handler(async ({ context }) => {
      const person_id = callerOf(context).person.id;
      const chosen = { default_organization_id: placeOf(context).organization };
      await store.write(async (tx) => {
        await tx
          .insertInto('person_details')
          .values({ person_id, is_vendor: 0, ...chosen })
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(chosen))
          .execute();
        const details = { to: placeOf(context).organization };
        const deed = { action: 'account.default-organization', organization: null, subject: person_id, details };
        await recordDeed(parts, context, tx, deed);
      });
      return {};
    }),

    update: os.organization.update.handler(async ({ input, context }) => {
      const { organization: id, ...changes } = input;
      await store.write(async (tx) => {
        const details = changesOf(await shown(tx, context), changes);
        if (Object.keys(details).length === 0) return;
        await change(tx, id, changes);
        await recordDeed(parts, context, tx, { action: 'organization.update', organization: id, subject: id, details });
      });
      return show(context);
    }),

    company: os.organization.company.handler(({ context }) => companyOf(store.db, placeOf(context).organization)),

    updateCompany: os.organization.updateCompany.handler(({ input: { organization, ...wanted }, context }) =>
      store.write(async (tx) => {
        const before = await companyOf(tx, organization);
        const details = changesOf(before, wanted);
        if (Object.keys(details).length === 0) return before;
        const changed = Object.entries(details).map(([field, { to }]) => [field, to] as const);
        await setCompany(tx, organization, Company.parse({ ...before, ...Object.fromEntries(changed) }));
        const deed = { action: 'organization.updateCompany', organization, subject: organization, details };
        await recordDeed(parts, context, tx, deed);
        return companyOf(tx, organization);
      }),
    ),

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
