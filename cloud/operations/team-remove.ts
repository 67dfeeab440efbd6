import { Failure } from '#shared/errors.ts';
import type { Role } from '#shared/models/role.ts';
import type { RemovedPerson, SeatInGrace } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { countOwners, endMembership } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import { leavingRefusal, removalRefusal } from '../rules/team.ts';
import type { Write } from '../store/open.ts';
import { removeAssignments } from '../store/queries/assignment.ts';
import type { DecidableLicense } from '../store/queries/license.ts';
import { liveLeasesOf } from '../store/queries/live-leases.ts';
import { endOffersWith } from '../store/queries/ownership-offer.ts';
import { licensesInUseBy } from '../store/queries/team.ts';
import { keepRemoved } from '../store/queries/team-record.ts';
import { lockedLicenses } from './assignment.ts';
import { recordDeed } from './audit.ts';
import { graceInWords, loseRight } from './loss-of-right.ts';
import { steadyTeam, type SteadyTeam } from './team-place.ts';

/** Removes people, each for themselves; the account of each stays. Throws the first reason when nobody can be removed. */
export async function removePeople(
  parts: CloudParts,
  context: GuardedContext,
  ids: readonly string[],
): Promise<{ people: RemovedPerson[] }> {
  const letters: Letter[] = [];
  const answer = await context.write(async (tx) => {
    letters.length = 0;
    const people = [...new Set(ids)];
    const team = await steadyTeam(parts, context, tx, people, 'team.manage');
    const licenses = await licensesOf(parts, tx, team, people);
    const answers: RemovedPerson[] = [];
    const failures: Failure[] = [];
    for (const person of people) {
      try {
        const from = team.roles.get(person);
        if (from === undefined) throw new Failure('not-found', {});
        const refusal = removalRefusal({
          by: team.me.role,
          from,
          owners: await countOwners(tx, team.organization.id),
        });
        if (refusal === 'last-owner') throw new Failure('last-owner', {});
        if (refusal !== null) throw new Failure('not-allowed', { needs: 'team.manage-owners' });
        const { seats, keys, letter } = await takeOut(parts, context, tx, { team, licenses, person, from });
        letters.push(letter);
        answers.push({ outcome: 'removed', person, seats, keys });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failures.push(error);
        answers.push(asAnswer(person, error));
      }
    }
    const [first] = failures;
    if (first && failures.length === people.length) throw first;
    return { people: answers };
  });
  for (const letter of letters) await parts.mail.send(letter);
  return answer;
}

/** The caller leaves by themselves, by the same rules. */
export async function leaveOrganization(parts: CloudParts, context: GuardedContext): Promise<{ seats: SeatInGrace[] }> {
  const letters: Letter[] = [];
  const answer = await context.write(async (tx) => {
    letters.length = 0;
    const team = await steadyTeam(parts, context, tx, [], 'organization.view');
    const { id: person, role: from } = team.me;
    if (leavingRefusal({ from, owners: await countOwners(tx, team.organization.id) }) !== null)
      throw new Failure('last-owner', {});
    const licenses = await licensesOf(parts, tx, team, [person]);
    const { seats, letter } = await takeOut(parts, context, tx, { team, licenses, person, from });
    letters.push(letter);
    return { seats };
  });
  for (const letter of letters) await parts.mail.send(letter);
  return answer;
}

interface Leaver {
  team: SteadyTeam;
  /** All that anybody of those who go has to do with, locked. */
  licenses: DecidableLicense[];
  person: string;
  from: Role;
}

/** Takes a person out. Nothing is written when a seat of theirs stands in the way. */
async function takeOut(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { team, licenses, person, from }: Leaver,
): Promise<{ seats: SeatInGrace[]; keys: number; letter: Letter }> {
  const { organization } = team;
  const now = parts.clock.now();
  const by = callerOf(context).person;
  const ids = licenses.map(({ id }) => id);
  const begun = ids.length === 0 ? [] : await loseRight(tx, await liveLeasesOf(tx, person, ids), by.id, now);
  const seats = await graceInWords(tx, begun, licenses, now);
  if (ids.length > 0) await removeAssignments(tx, ids, person);
  const keys = await endMembership(tx, person, organization.id);
  const { name, email } = await tx
    .selectFrom('user')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  const isLeaving = person === by.id;
  const removal = { name, email, role: from, at: now, by: isLeaving ? null : by.id };
  await keepRemoved(tx, { organization: organization.id, person }, removal);
  await endOffersWith(tx, organization.id, person, now);
  await recordDeed(parts, context, tx, {
    action: isLeaving ? 'team.leave' : 'team.remove',
    organization: organization.id,
    subject: person,
    details: { name, email, role: from, seats, keys },
  });
  const words = {
    name,
    organization: organization.name,
    timeZone: organization.timeZone,
    by: isLeaving ? null : by.name,
    seats,
  };
  const { subject, paragraphs } = text.team.removedMail;
  return { seats, keys, letter: { to: email, subject: subject(words), paragraphs: paragraphs(words) } };
}

async function licensesOf(
  parts: CloudParts,
  tx: Write,
  { organization }: SteadyTeam,
  people: readonly string[],
): Promise<DecidableLicense[]> {
  const ids = await licensesInUseBy(tx, organization.id, people);
  return ids.length === 0 ? [] : lockedLicenses(parts, tx, ids);
}

function asAnswer(person: string, { code, details }: Failure): RemovedPerson {
  if (code === 'seat-is-offline' && 'machine' in details && 'until' in details)
    return { outcome: code, person, machine: details.machine, until: details.until };
  if (code === 'last-owner' || code === 'not-allowed' || code === 'not-found') return { outcome: code, person };
  throw new Error(`a removal was refused with ${code}, which its answer cannot say`);
}
