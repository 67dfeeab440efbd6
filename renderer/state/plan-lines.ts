import type { PlanUse, UsageDay } from '#shared/models/product-use.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { Tally } from './tally.ts';

export const keyOfPlan = ({ product, edition }: PlanUse): string => `${product.id}.${edition.id}`;

export function matchesPlan(query: string, { product, edition }: PlanUse): boolean {
  const all = `${product.name} ${edition.name}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

export const usedOf = ({ inUse }: PlanUse): number => inUse.online + inUse.offline;

/** The lamp of a plan: whether one of its licenses ends soon, whether it is in use, whether any is left. */
export function tallyOfPlan(plan: PlanUse, now: number): Tally {
  if (plan.licenses === 0) return 'ended';
  if (endsSoon(plan.nextEnd, now)) return 'soon';
  return usedOf(plan) > 0 ? 'held' : 'free';
}

/** The day with the highest peak, the latest of several; null when nothing was in use at all. */
export function busiestOf(days: readonly UsageDay[]): UsageDay | null {
  const busiest = days.reduce<UsageDay | null>((most, day) => (day.peak >= (most?.peak ?? 1) ? day : most), null);
  return busiest;
}
