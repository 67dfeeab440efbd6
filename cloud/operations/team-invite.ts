import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import { type AddressVerdict, addressVerdicts, readAddress } from '#shared/models/addresses.ts';
import type { Role } from '#shared/models/role.ts';
import type { InvitedAddress } from '#shared/models/team.ts';
import { endInvitation, invite } from '../auth/invitations.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { type DecidableLicense, findLicenses } from '../store/queries/license.ts';
import { findPending, membersAmong, pendingOf } from '../store/queries/team.ts';
import { type Deed, recordDeed } from './audit.ts';
import { refuseEnded } from './take-seat.ts';
import { refuseAbove, refuseUnused, steadyTeam, type SteadyTeam } from './team-place.ts';

interface Wish {
  addresses: readonly string[];
  role: Role;
  licenses?: readonly string[] | undefined;
}

/** Invites many in one go. Each address is answered for itself; whoever is there, or invited, already gets no mail. */
export async function invitePeople(
  parts: CloudParts,
  context: GuardedContext,
  wish: Wish,
): Promise<{ addresses: InvitedAddress[] }> {
  const letters: Letter[] = [];
  for (const { verdict, email } of await judged(parts, parts.store.db, placeOf(context).organization, wish.addresses))
    if (verdict === 'valid' && email !== null) await countMail(parts, context, email);
  const answer = await context.write(async (tx) => {
    letters.length = 0;
    const team = await steadyTeam(parts, context, tx, [], 'team.manage');
    refuseAbove(team, wish.role);
    refuseUnused(team, wish.role);
    const licenses = await promisedLicenses(parts, tx, team, wish.licenses ?? []);
    const addresses = await judged(parts, tx, team.organization.id, wish.addresses);
    const deeds: Deed[] = [];
    const answers: InvitedAddress[] = [];
    for (const { written, email, verdict, ended } of addresses) {
      if (verdict !== 'valid' || email === null) {
        answers.push({ address: written, verdict, invitation: null });
        continue;
      }
      // What has ended by the clock makes room for the new one.
      for (const id of ended) await endInvitation(tx, id);
      const made = await send(parts, context, tx, team, { email, role: wish.role, licenses });
      letters.push(made.letter);
      deeds.push(deedOf('team.invite', team, made.invitation, { email, role: wish.role, licenses }));
      answers.push({ address: written, verdict, invitation: made.invitation });
    }
    await recordDeed(parts, context, tx, ...deeds);
    return { addresses: answers };
  });
  for (const letter of letters) await parts.mail.send(letter);
  return answer;
}

/** What would become of each address, for whoever is still typing. */
export async function previewInvite(
  parts: CloudParts,
  context: GuardedContext,
  addresses: readonly string[],
): Promise<{ verdicts: AddressVerdict[] }> {
  const found = await judged(parts, parts.store.db, placeOf(context).organization, addresses);
  return { verdicts: found.map(({ verdict }) => verdict) };
}

/** Ends an invitation that is still open; its link is dead from then on. */
export async function cancelInvitation(
  parts: CloudParts,
  context: GuardedContext,
  id: string,
): Promise<Record<string, never>> {
  return context.write(async (tx) => {
    const { team, pending } = await handled(parts, context, tx, id);
    if (!(await endInvitation(tx, id))) throw new Failure('invitation-ended', {});
    await recordDeed(parts, context, tx, deedOf('team.cancelInvitation', team, id, pending));
    return {};
  });
}

/** Invites once more, with a link of its own: that of before is dead, and the 15 days begin anew. */
export async function resendInvitation(
  parts: CloudParts,
  context: GuardedContext,
  id: string,
): Promise<{ invitation: string; expiresAt: number }> {
  const letters: Letter[] = [];
  const open = await findPending(parts.store.db, placeOf(context).organization, id);
  if (open) await countMail(parts, context, open.email);
  const answer = await context.write(async (tx) => {
    letters.length = 0;
    const { team, pending } = await handled(parts, context, tx, id);
    refuseUnused(team, pending.role);
    if ((await membersAmong(tx, team.organization.id, [pending.email])).size > 0)
      throw new Failure('invitation-ended', {});
    if (!(await endInvitation(tx, id))) throw new Failure('invitation-ended', {});
    const licenses = pending.licenses.map((license) => ({ id: license.id, words: license.name }));
    const made = await send(parts, context, tx, team, { ...pending, licenses });
    letters.push(made.letter);
    const deed = deedOf('team.resendInvitation', team, made.invitation, pending);
    await recordDeed(parts, context, tx, { ...deed, details: { ...deed.details, before: id } });
    return { invitation: made.invitation, expiresAt: made.expiresAt };
  });
  for (const letter of letters) await parts.mail.send(letter);
  return answer;
}

/** Throws `too-many-attempts` after too many mails to one address. */
const countMail = ({ auth }: CloudParts, context: GuardedContext, email: string) =>
  auth.countOnAccount('invitation', `${placeOf(context).organization} ${email}`);

/** An invitation of this organization that nobody has accepted, for somebody who may deal with its role. */
async function handled(parts: CloudParts, context: GuardedContext, tx: Write, id: string) {
  const team = await steadyTeam(parts, context, tx, [], 'team.manage');
  const pending = await findPending(tx, team.organization.id, id);
  if (!pending) throw new Failure('not-found', {});
  refuseAbove(team, pending.role);
  return { team, pending };
}

/** What is to be said of each address, and the ended invitations that stand where a new one goes. */
async function judged(
  { clock }: Pick<CloudParts, 'clock'>,
  db: Kysely<Database>,
  organization: string,
  written: readonly string[],
) {
  const read = written.map(readAddress);
  const emails = [...new Set(read.flatMap(({ email }) => (email === null ? [] : [email])))];
  const pending = await pendingOf(db, organization, emails);
  const isOpen = ({ expiresAt }: { expiresAt: number }) => expiresAt > clock.now();
  const verdicts = addressVerdicts(read, {
    members: await membersAmong(db, organization, emails),
    invited: new Set(pending.filter(isOpen).map(({ email }) => email)),
  });
  return read.map((address, at) => ({
    ...address,
    verdict: verdicts[at] ?? 'not-an-address',
    ended: pending.filter((each) => each.email === address.email && !isOpen(each)).map(({ id }) => id),
  }));
}

/** Licenses that can be promised: of this organization, and not over. */
async function promisedLicenses(
  { clock }: Pick<CloudParts, 'clock'>,
  tx: Write,
  { organization }: SteadyTeam,
  ids: readonly string[],
): Promise<DecidableLicense[]> {
  if (ids.length === 0) return [];
  const wanted = [...new Set(ids)];
  const found = (await findLicenses(tx, wanted)).filter((license) => license.organization === organization.id);
  if (found.length < wanted.length) throw new Failure('not-found', {});
  for (const license of found) refuseEnded(license, clock.now());
  return found;
}

interface Sent {
  email: string;
  role: Role;
  licenses: readonly { id: string; words: string }[];
}

function send(parts: CloudParts, context: GuardedContext, tx: Write, { organization }: SteadyTeam, sent: Sent) {
  return invite(tx, parts, { organization, inviter: callerOf(context).person, ...sent });
}

function deedOf(
  action: string,
  { organization }: SteadyTeam,
  subject: string,
  { email, role, licenses }: { email: string; role: Role; licenses: readonly { id: string }[] },
): Deed & { details: Record<string, unknown> } {
  const details = { email, role, licenses: licenses.map(({ id }) => id) };
  return { action, organization: organization.id, subject, details };
}
