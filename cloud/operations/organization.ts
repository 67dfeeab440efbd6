import type { Kysely } from 'kysely';
import { Company } from '#shared/models/organization.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Database } from '../store/schema.ts';
import { changesOf } from '../rules/changes.ts';
import { companyOf, setCompany } from '../store/queries/company.ts';
import { organizationsOf, ownersOf } from '../store/queries/organization.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { closeOrganization, previewClose } from './organization-close.ts';
import { createOrganization } from './organization-create.ts';
import { updateOrganization } from './organization-update.ts';

/** Organizations: their life, their rules, what their bills say. */
export function organizationOperations(parts: CloudParts) {
  const { store } = parts;

  return {
    list: os.organization.list.handler(async ({ context }) => {
      const { person, key } = callerOf(context);
      const all = await organizationsOf(store.db, person.id);
      const mine = key ? all.filter(({ id }) => id === key.organization) : all;
      const owners = await ownersOf(
        store.db,
        mine.map(({ id }) => id),
      );
      return mine.map((each) => ({ ...each, owners: owners.get(each.id) ?? [] }));
    }),

    create: os.organization.create.handler(({ context, input }) => createOrganization(parts, context, input)),

    show: os.organization.show.handler(async ({ context }) => {
      const found = await shown(store.db, context);
      return { ...found, owners: (await ownersOf(store.db, [found.id])).get(found.id) ?? [] };
    }),

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

    update: os.organization.update.handler(async ({ context, input }) => {
      await updateOrganization(parts, context, input);
      return shown(store.db, context);
    }),

    previewClose: os.organization.previewClose.handler(({ context }) => previewClose(parts, context)),

    close: os.organization.close.handler(({ context, input }) => closeOrganization(parts, context, input)),

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
  };
}

/** The organization of this call, as the caller sees it. */
async function shown(db: Kysely<Database>, context: GuardedContext) {
  const { organization } = placeOf(context);
  const mine = await organizationsOf(db, callerOf(context).person.id);
  const found = mine.find(({ id }) => id === organization);
  if (!found) throw new Error(`the guard let somebody into ${organization} who does not belong there`);
  return found;
}
