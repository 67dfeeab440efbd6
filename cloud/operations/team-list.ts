import { Failure } from '#shared/errors.ts';
import type {
  FormerPerson,
  LicenseToAssign,
  TeamEntry,
  TeamLicense,
  TeamPerson,
  TeamTotals,
} from '#shared/models/team.ts';
import { day } from '#shared/models/time.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { pageOfTeam, type TeamWanted } from '../rules/team-list.ts';
import { wordsOf } from '../rules/words.ts';
import { entriesOf, formerRows, invitationRows, peopleRows } from '../store/queries/team-list.ts';
import { licensesOfMember } from '../store/queries/team-licenses.ts';
import { findRecord } from '../store/queries/team-record.ts';
import { licensesToAssign, namesToSearch } from '../store/queries/team-search.ts';

type Parts = Pick<CloudParts, 'store' | 'clock'>;

/** So long after its end an invitation is still in the list, to be sent again. */
const listedFor = 30 * day;
const mostToAssign = 50;

/**
 * One page of people and invitations. Names are sorted and searched the way people write them, in every script, which
 * the two engines do differently; so their short lines are all read, and what is shown of the page is looked up after that.
 */
export async function listTeam(
  { store: { db }, clock }: Parts,
  context: GuardedContext,
  wanted: TeamWanted,
): Promise<{ entries: TeamEntry[]; total: number; totals: TeamTotals }> {
  const { organization } = placeOf(context);
  const now = clock.now();
  const lines = [
    ...(await peopleRows(db, organization)),
    ...(await invitationRows(db, organization, now - listedFor)),
    ...(await formerRows(db, organization)),
  ];
  const licenses = await namesToSearch(db, organization, wordsOf(wanted.find));
  const page = pageOfTeam(lines, wanted, licenses, now);
  return {
    entries: await entriesOf(db, organization, page.lines),
    total: page.total,
    totals: page.totals,
  };
}

interface Shown {
  entry: TeamPerson | FormerPerson;
  note: string | null;
  licenses: TeamLicense[];
}

/** Somebody of the organization, or who was there, with their licenses. */
export async function showPerson(
  { store: { db }, clock }: Parts,
  context: GuardedContext,
  person: string,
): Promise<Shown> {
  const { organization, role } = placeOf(context);
  const rows = await peopleRows(db, organization, person);
  const [entry] = await entriesOf(
    db,
    organization,
    rows.length > 0 ? rows : await formerRows(db, organization, person),
  );
  if (!entry || entry.kind === 'invitation') throw new Failure('not-found', {});
  const record = await findRecord(db, { organization, person });
  const me = { id: callerOf(context).person.id, role };
  const licenses = await licensesOfMember(db, { organization, person, me }, clock.now());
  return { entry, note: record?.note ?? null, licenses };
}

/** Licenses to choose from, for somebody or for an invitation. */
export function searchLicenses(
  { store, clock }: Parts,
  context: GuardedContext,
  { find, person }: { find?: string | undefined; person?: string | undefined },
): Promise<{ licenses: LicenseToAssign[]; total: number }> {
  const { organization } = placeOf(context);
  const wanted = { organization, words: wordsOf(find), person, most: mostToAssign };
  return licensesToAssign(store.db, wanted, clock.now());
}
