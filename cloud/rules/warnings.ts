import { day, type Moment } from '#shared/models/time.ts';
import { type EndAhead, subjectOf } from './ends.ts';

/** So many days before an end people are told. */
export const warnDays = [30, 14, 7, 3, 1] as const;

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
