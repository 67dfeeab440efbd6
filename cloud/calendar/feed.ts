import { may } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { membershipOf } from '../auth/memberships.ts';
import type { CloudParts } from '../context.ts';
import { feedGeneration, hasAccount, organizationTitle } from '../store/queries/calendar.ts';
import { leaseEnds, licenseEnds } from '../store/queries/ends.ts';
import { type Feed, isGenuine, readToken } from './token.ts';

/** An end stays in a calendar so long after it came. */
const past = 30 * day;
/** What ends later than this is not in a calendar yet. */
const ahead = 10 * 366 * day;
/** So many leases and so many licenses, the soonest first: more than a calendar can show. */
const most = 1_000;

type Parts = Pick<CloudParts, 'clock' | 'config' | 'keys' | 'store'>;

/** The calendar behind the secret part of an address; null when there is none, whatever the reason. */
export async function calendarAt(parts: Parts, token: string): Promise<string | null> {
  const { config, clock, keys, store } = parts;
  const claimed = readToken(token);
  if (claimed === null) return null;
  if (!isGenuine(config.secret, claimed, await feedGeneration(store.db, claimed.person))) return null;
  const name = await nameFor(parts, claimed);
  if (name === null) return null;
  const { person, organization } = claimed;
  const now = clock.now();
  const of = organization === null ? { person } : { organization };
  const scope = { after: now - past, until: now + ahead, of, limit: most };
  const ends = [...(await leaseEnds(store.db, scope)), ...(await licenseEnds(store.db, scope))];
  const url = new URL('/offline', config.publicUrl).href;
  const { writeCalendar } = await import('./write.ts');
  return writeCalendar({ cloud: keys.cloudId, name, url }, ends, now);
}

/** What a feed is called; null when the person is gone, or may not see the organization's any more. */
async function nameFor({ store }: Parts, { person, organization }: Feed): Promise<string | null> {
  if (organization === null) return (await hasAccount(store.db, person)) ? text.calendar.mine : null;
  const role = await membershipOf(store.db, person, organization);
  if (role === null || !may(role, 'license.view-all')) return null;
  return text.calendar.of(await organizationTitle(store.db, organization));
}
