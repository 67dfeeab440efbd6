import { warnDays } from '#shared/models/notification.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { type EndAhead, subjectOf } from './ends.ts';

/** No end further away than this is looked at. */
export const warnAhead: Moment = Math.max(...warnDays) * day;

/** One warning: which end, and how many days before it. */
export interface Warning<End> {
  subject: string;
  endsAt: Moment;
  days: number;
  end: End;
}

/**
 * The warnings that fell due after the last look (null: nobody has looked yet). Of those that were missed meanwhile only
 * the nearest to the end is given. An end that was moved is another one; its warnings begin anew.
 */
export function dueWarnings<End extends Pick<EndAhead, 'of' | 'id' | 'endsAt'>>(
  ends: readonly End[],
  lastLookAt: Moment | null,
  now: Moment,
): Warning<End>[] {
  return ends.flatMap((end) => {
    const { endsAt } = end;
    if (endsAt <= now) return [];
    const days = warnDays.findLast((each) => endsAt - each * day <= now);
    if (days === undefined || (lastLookAt !== null && endsAt - days * day <= lastLookAt)) return [];
    return [{ subject: subjectOf(end), endsAt, days, end }];
  });
}

/** What ended after the last look; nobody can look at what ended before the first one. */
export function justEnded<End extends Pick<EndAhead, 'of' | 'id' | 'endsAt'>>(
  ends: readonly End[],
  lastLookAt: Moment | null,
  now: Moment,
): Warning<End>[] {
  if (lastLookAt === null) return [];
  return ends
    .filter(({ endsAt }) => endsAt > lastLookAt && endsAt <= now)
    .map((end) => ({ subject: subjectOf(end), endsAt: end.endsAt, days: 0, end }));
}
