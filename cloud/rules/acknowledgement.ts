import { day, type Moment } from '#shared/models/time.ts';
import type { Acknowledgement } from '#shared/models/offline.ts';

/** So long a license may be carried about before it is applied. */
export const importTime = 30 * day;

/** Whether the machine that a license was written for has it: unknown, confirmed, or too late to be applied now. */
export function acknowledgementOf(
  { confirmedAt, importBy }: { confirmedAt: Moment | null; importBy: Moment },
  now: Moment,
): Acknowledgement {
  if (confirmedAt !== null) return 'confirmed';
  return importBy < now ? 'overdue' : 'issued';
}
