import { lastDays, seatsOn } from '../rules/usage.ts';
import type { CloudParts } from '../context.ts';
import type { Write } from '../store/open.ts';
import { seatsSold, writeDays } from '../store/queries/usage.ts';

const daysBack = 120;

/** How full a studio is, from Monday to Sunday. */
const week = [0.5, 0.6, 0.6, 0.7, 0.8, 0.4, 0.2];

/** Writes down how a studio used its seats before today: productions come and go, and weekends are quiet. */
export async function addUse(
  tx: Write,
  { clock, random }: Pick<CloudParts, 'clock' | 'random'>,
  organization: string,
  timeZone: string,
): Promise<void> {
  const days = lastDays(clock.now(), daysBack + 1, timeZone).slice(0, -1);
  const plans = Map.groupBy(await seatsSold(tx, { organization }), ({ product, edition }) => `${product} ${edition}`);
  for (const [first, ...others] of plans.values()) {
    if (!first) continue;
    const { product, edition } = first;
    const seats = seatsOn([first, ...others], days);
    const noise = random.bytes(32);
    const rows = days.map(({ day }, at) => {
      const weekday = (new Date(day).getUTCDay() + 6) % 7;
      const share = (week[weekday] ?? 0) + ((noise[at % noise.length] ?? 0) / 255 - 0.5) * 0.4;
      return { organization, product, edition, day, seats: seats[at] ?? 0, peak: Math.round((seats[at] ?? 0) * share) };
    });
    await writeDays(
      tx,
      rows.filter(({ seats: bought }) => bought > 0),
    );
  }
}
