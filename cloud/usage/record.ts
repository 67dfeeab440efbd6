import type { UsageDay } from '#shared/models/product-use.ts';
import type { CloudParts } from '../context.ts';
import { lastDays, peaksOf, seatsOn, type UseDay } from '../rules/usage.ts';
import { type PlanOf, seatsSold, usersOfSeats, usesIn, writeDays } from '../store/queries/usage.ts';

/** So far back use is worked out when nothing was written down yet. */
export const usageKept = 366;

/**
 * Writes down how many seats each plan had in use at most, for every day that is over (L7): so it stays known when leases
 * and licenses are gone. Any number of processes may do it.
 */
export async function recordUsage({ store: { db }, clock }: Pick<CloudParts, 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const { organization, zone, last } of await usersOfSeats(db)) {
    const over = lastDays(now, usageKept, zone).slice(0, -1);
    const days = last === null ? over : over.filter(({ day }) => day > last);
    const [first, final] = [days[0], days.at(-1)];
    if (!first || !final) continue;
    const span = { from: first.from, to: final.to };
    const uses = await usesIn(db, { organization }, span, now);
    const sold = await seatsSold(db, { organization });
    await writeDays(
      db,
      [...plansOf(sold, organization)].flatMap((plan) => daysOf(plan, days, uses, sold)),
    );
  }
}

function* plansOf(sold: readonly { product: string; edition: string }[], organization: string): Generator<PlanOf> {
  const seen = new Set<string>();
  for (const { product, edition } of sold) {
    const key = `${product} ${edition}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { organization, product, edition };
  }
}

/** Days before the first license began are left out. */
function daysOf(
  plan: PlanOf,
  days: readonly UseDay[],
  uses: Awaited<ReturnType<typeof usesIn>>,
  sold: Awaited<ReturnType<typeof seatsSold>>,
): (PlanOf & UsageDay)[] {
  const isSame = (row: { product: string; edition: string }) =>
    row.product === plan.product && row.edition === plan.edition;
  return usageOf(days, uses.filter(isSame), sold.filter(isSame))
    .filter(({ seats, peak }) => seats > 0 || peak > 0)
    .map((day) => ({ ...plan, ...day }));
}

/** Peaks and seats day by day. */
export function usageOf(
  days: readonly UseDay[],
  uses: Parameters<typeof peaksOf>[0],
  sold: Parameters<typeof seatsOn>[0],
): UsageDay[] {
  const peaks = peaksOf(uses, days);
  const seats = seatsOn(sold, days);
  return days.map(({ day }, at) => ({ day, peak: peaks[at] ?? 0, seats: seats[at] ?? 0 }));
}
