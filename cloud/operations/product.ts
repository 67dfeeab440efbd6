import { type CloudParts, placeOf } from '../context.ts';
import { lastDays } from '../rules/usage.ts';
import { timeZoneOf } from '../store/queries/organization.ts';
import { planAssignees, planLicenses, planUses } from '../store/queries/product-use.ts';
import { recordedDays, seatsSold, usesIn } from '../store/queries/usage.ts';
import { usageOf } from '../usage/record.ts';
import { os } from './base.ts';

/** What an organization has, by product and plan, and how it was used. */
export function productOperations({ store: { db }, clock }: CloudParts) {
  return {
    list: os.product.list.handler(({ context }) => planUses(db, placeOf(context).organization, clock.now())),

    licenses: os.product.licenses.handler(({ input }) => planLicenses(db, input, input, clock.now())),

    assignees: os.product.assignees.handler(({ input }) => planAssignees(db, input, input, clock.now())),

    usage: os.product.usage.handler(async ({ input }) => {
      const now = clock.now();
      const { organization, product, edition } = input;
      const days = lastDays(now, input.days, await timeZoneOf(db, organization));
      const recorded = new Map((await recordedDays(db, input, days[0]?.day ?? '')).map((day) => [day.day, day]));
      // Today is not over, and the days since the last round are not written down yet.
      const open = days.slice(days.findLastIndex(({ day }) => recorded.has(day)) + 1);
      const scope = { organization, plan: { product, edition } };
      const span = { from: open[0]?.from ?? now, to: now + 1 };
      const lately = usageOf(open, await usesIn(db, scope, span, now), await seatsSold(db, scope));
      const known = new Map([...recorded, ...lately.map((day) => [day.day, day] as const)]);
      return { days: days.map(({ day }) => known.get(day) ?? { day, peak: 0, seats: 0 }) };
    }),
  };
}
