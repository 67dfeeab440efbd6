import { may } from '#shared/models/role.ts';
import { tokenOf } from '../calendar/token.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { feedGeneration, renewFeeds } from '../store/queries/calendar.ts';
import { organizationsOf } from '../store/queries/organization.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** Calendar feeds: their addresses are all it takes to read them. */
export function calendarOperations(parts: CloudParts) {
  const { store, config } = parts;

  async function show(context: GuardedContext) {
    const person = callerOf(context).person.id;
    const generation = await feedGeneration(store.db, person);
    const managed = (await organizationsOf(store.db, person)).filter(({ role }) => may(role, 'license.view-all'));
    const urlOf = (organization: string | null) => {
      const token = tokenOf(config.secret, { person, organization }, generation);
      return new URL(`/calendar/${token}.ics`, config.publicUrl).href;
    };
    return {
      mine: urlOf(null),
      organizations: managed.map(({ id, name }) => ({ organization: { id, name }, url: urlOf(id) })),
    };
  }

  return {
    show: os.calendar.show.handler(({ context }) => show(context)),
    renew: os.calendar.renew.handler(async ({ context }) => {
      const person = callerOf(context).person.id;
      await context.write(async (tx) => {
        await renewFeeds(tx, person);
        await recordDeed(parts, context, tx, { action: 'calendar.renew', organization: null, subject: person });
      });
      return show(context);
    }),
  };
}
