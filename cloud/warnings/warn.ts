import type { Person } from '#shared/models/person.ts';
import { day } from '#shared/models/time.ts';
import type { CloudParts } from '../context.ts';
import type { EndAhead } from '../rules/ends.ts';
import { dueWarnings, justEnded, warnAhead } from '../rules/warnings.ts';
import { leaseEnds, licenseEnds } from '../store/queries/ends.ts';
import { subscriptionsOf } from '../store/queries/notification.ts';
import {
  assigneesOf,
  claimWarnings,
  forgetWarnings,
  lastLookAt,
  leadersBy,
  noteLook,
} from '../store/queries/warning.ts';
import { lettersAbout, lettersToAddresses } from './letters.ts';

/** What was said about an end is remembered so long after it. */
const remembered = 30 * day;

type Parts = Pick<CloudParts, 'clock' | 'config' | 'log' | 'mail' | 'store'>;

/**
 * Tells people of the ends that come near (L10), and the addresses that an organization put on its list, which also hear
 * of what has ended (T9). Any number of processes may do it, as often as they like: who writes a warning down first gives
 * it. The queries are the same few for one license and for 20 000.
 */
export async function warnOfEnds({ clock, config, log, mail, store: { db } }: Parts): Promise<void> {
  const now = clock.now();
  const scope = { after: now, until: now + warnAhead };
  const last = await lastLookAt(db);
  const ahead: EndAhead[] = [...(await leaseEnds(db, scope)), ...(await licenseEnds(db, scope))];
  const over: EndAhead[] = await licenseEnds(db, { after: Math.max(last ?? now, now - remembered), until: now });
  const due = [...dueWarnings(ahead, last, now), ...justEnded(over, last, now)];
  const warnings = await claimWarnings(db, due, now);
  await noteLook(db, now);
  await forgetWarnings(db, now - remembered);
  if (warnings.length === 0) return;

  const organizations = [...new Set(warnings.map(({ end }) => end.organization.id))];
  const assignees = await assigneesOf(db, scope);
  const leaders = await leadersBy(db, organizations);
  const concerned = (end: EndAhead): Person[] => [
    ...(end.of === 'lease' ? [end.person ?? []].flat() : (assignees.get(end.id) ?? [])),
    ...(leaders.get(end.organization.id) ?? []),
  ];
  const told = warnings.filter(({ days }) => days > 0).map(({ end }) => ({ end, people: concerned(end) }));
  const url = new URL('/offline', config.publicUrl).href;
  const subscriptions = await subscriptionsOf(db, organizations);
  const letters = [
    ...lettersAbout(told, { now, url }),
    ...lettersToAddresses({ warnings, told, subscriptions }, { now, config }),
  ];
  for (const letter of letters) {
    await mail.send(letter).catch((error: unknown) => log.error({ err: error }, 'a warning was not sent'));
  }
  log.info({ warnings: warnings.length, mails: letters.length }, 'people were told of ends ahead');
}
