import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import type { Person } from '#shared/models/person.ts';
import type { Role, RoleSet } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { CloudConfig } from '../config.ts';
import { newId } from '../ids.ts';
import type { Letter } from '../mail/port.ts';
import type { Clock, Random } from '../ports.ts';
import { isoOf, momentOf } from '../store/moment.ts';
import type { Store, Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { addAssignments } from '../store/queries/assignment.ts';
import { findLicenses } from '../store/queries/license.ts';
import { phase } from '../rules/use.ts';
import { addMember } from './people.ts';
import { isSame } from './same.ts';

type With = { clock: Clock; random: Random };
const goodFor = 15 * day;

export interface Invitation {
  id: string;
  organization: { id: string; name: string; roleSet: RoleSet };
  role: Role;
  email: string;
  expiresAt: number;
}

export interface NewInvitation {
  organization: { id: string; name: string; timeZone: string; roleSet: RoleSet };
  email: string;
  role: Role;
  /** null: by the vendor, on the cloud's own command line. */
  inviter: Person | null;
  /** Assigned to whoever accepts it. */
  licenses?: readonly { id: string; words: string }[];
}

/** Invites somebody. The letter is for `mail.send` once the transaction is done. */
export async function invite(
  tx: Write,
  parts: With & { config: LinkConfig },
  { organization, email, role, inviter, licenses = [] }: NewInvitation,
): Promise<{ invitation: string; url: string; expiresAt: number; letter: Letter }> {
  const { clock, random, config } = parts;
  const id = newId(random, 'I');
  const to = email.toLowerCase();
  const expiresAt = clock.now() + goodFor;
  await tx
    .insertInto('invitation')
    .values({
      id,
      organizationId: organization.id,
      email: to,
      role,
      status: 'pending',
      createdAt: isoOf(clock.now()),
      expiresAt: isoOf(expiresAt),
      inviterId: inviter?.id ?? null,
    })
    .execute();
  if (licenses.length > 0) {
    const rows = licenses.map((license) => ({ invitation_id: id, license_id: license.id }));
    await tx.insertInto('invitation_license').values(rows).execute();
  }
  const url = invitationUrl(config, id);
  const from = inviter?.name ?? null;
  const words = {
    organization: organization.name,
    role: text.roleName(role, organization.roleSet),
    from,
    licenses: licenses.map(({ words: name }) => name),
    url,
    endsAt: expiresAt,
    timeZone: organization.timeZone,
  };
  const { subject, paragraphs } = text.mails.invitation;
  const letter = { to, subject: subject(words), paragraphs: paragraphs(words) };
  return { invitation: id, url, expiresAt, letter };
}

type LinkConfig = Pick<CloudConfig, 'publicUrl' | 'secret'>;

/** Where an invitation is accepted. */
export const invitationUrl = (config: LinkConfig, id: string): string =>
  new URL(`/invitation/${id}#${invitationToken(config, id)}`, config.publicUrl).href;

/**
 * What only whoever got the mail knows. Managers see the id, and would otherwise sign up in the name of anybody they
 * invite, with an address that counts as verified.
 */
export const invitationToken = ({ secret }: Pick<LinkConfig, 'secret'>, id: string): string =>
  createHmac('sha256', secret).update(`invitation ${id}`).digest('base64url');

/** The invitation behind a link; throws as `openInvitation` does. */
export async function openInvitationLink(
  { store, clock, config }: { store: Pick<Store, 'db'>; clock: Clock; config: LinkConfig },
  { invitation, token }: { invitation: string; token: string },
): Promise<Invitation> {
  if (!isSame(token, invitationToken(config, invitation))) throw new Failure('not-found', {});
  return openInvitation(store, clock, invitation);
}

/** The newest invitation to an organization that an address can still accept. */
export async function findInvitation(
  db: Kysely<Database>,
  clock: Clock,
  organization: string,
  email: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('invitation')
    .select('id')
    .where('organizationId', '=', organization)
    .where('email', '=', email.toLowerCase())
    .where('status', '=', 'pending')
    .where('expiresAt', '>', isoOf(clock.now()))
    .orderBy('createdAt', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** An invitation that can still be accepted; throws `not-found` and `invitation-ended`. */
export async function openInvitation({ db }: Pick<Store, 'db'>, clock: Clock, id: string): Promise<Invitation> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('organization', 'organization.id', 'invitation.organizationId')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select([
      'invitation.id',
      'organizationId',
      'organization.name',
      'role',
      'email',
      'status',
      'expiresAt',
      'role_set',
    ])
    .where('invitation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Failure('not-found', {});
  const expiresAt = momentOf(row.expiresAt);
  if (row.status !== 'pending' || expiresAt <= clock.now()) throw new Failure('invitation-ended', {});
  const organization = { id: row.organizationId, name: row.name, roleSet: row.role_set };
  return { id, organization, role: row.role, email: row.email, expiresAt };
}

/** Ends an invitation that nobody has accepted; false when that is what somebody else has just done, or joined with it. */
export async function endInvitation(tx: Write, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ status: 'canceled' })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Uses an invitation up and makes the person a member, with the licenses that go with it; of several at once, one does.
 * Answers the licenses: one that has ended meanwhile is left out.
 */
export async function join(
  tx: Write,
  parts: With & { store: Pick<Store, 'lock'> },
  invitation: Invitation,
  personId: string,
): Promise<{ licenses: string[] }> {
  const used = await tx
    .updateTable('invitation')
    .set({ status: 'accepted' })
    .where('id', '=', invitation.id)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  if (used.numUpdatedRows === 0n) throw new Failure('invitation-ended', {});
  await addMember(tx, parts, { organizationId: invitation.organization.id, personId, role: invitation.role });
  return { licenses: await assignPromised(tx, parts, invitation.id, personId) };
}

async function assignPromised(
  tx: Write,
  { clock, store }: With & { store: Pick<Store, 'lock'> },
  invitation: string,
  person: string,
): Promise<string[]> {
  const promised = await tx
    .selectFrom('invitation_license')
    .innerJoin('invitation', 'invitation.id', 'invitation_license.invitation_id')
    .select(['license_id', 'inviterId'])
    .where('invitation_id', '=', invitation)
    .orderBy('license_id')
    .execute();
  const [first] = promised;
  if (!first) return [];
  for (const { license_id: id } of promised) await store.lock(tx, 'license', id);
  const now = clock.now();
  const found = await findLicenses(
    tx,
    promised.map(({ license_id: id }) => id),
  );
  const licenses = found
    .filter((license) => !['ended', 'revoked'].includes(phase(license, now)))
    .map(({ id }) => id)
    .toSorted();
  if (licenses.length > 0) await addAssignments(tx, licenses, person, { person: first.inviterId, now });
  return licenses;
}
