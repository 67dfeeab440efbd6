import type { Person } from '#shared/models/person.ts';
import type { CloudParts } from '../context.ts';
import { findInvitation } from '../auth/invitations.ts';
import { steadyMembership } from '../auth/memberships.ts';
import { newId } from '../ids.ts';
import { isoOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { recordDeed } from '../operations/audit.ts';
import { decide, type Known, type SignOnRefusal } from './decide.ts';
import { domainsOf } from './domains.ts';
import type { Claims } from './provider.ts';

type Parts = Pick<CloudParts, 'store' | 'clock' | 'random'>;

/**
 * Whom the provider of an organization signs in, linked to their account there (`isNew`: just now); or why nobody. Who is
 * invited is no member yet, and is led to the invitation: there they agree, and show that an account they have is theirs.
 */
export async function admitPerson(
  parts: Parts,
  { organization, address }: { organization: string; address: string | null },
  claims: Claims,
): Promise<{ person: Person; isNew: boolean } | { invitation: string } | { refusal: SignOnRefusal }> {
  const { store, clock } = parts;
  try {
    return await store.write(async (tx) => {
      const domains = (await domainsOf(tx, organization)).filter(({ provenAt }) => provenAt !== null);
      const linked = await known(parts, tx, organization, claims, { sub: claims.sub });
      const byAddress =
        claims.email === null ? null : await known(parts, tx, organization, claims, { email: claims.email });
      const decision = decide({ claims, domains: domains.map(({ domain }) => domain), linked, byAddress });
      if ('person' in decision) {
        const { person } = decision;
        if (linked !== null) return { person, isNew: false };
        await link(parts, tx, person.id, claims);
        const details = { issuer: claims.issuer };
        const deed = { action: 'singleSignOn.link', organization, subject: person.id, details };
        await recordDeed(parts, { caller: { person }, address }, tx, deed);
        return { person, isNew: true };
      }
      if (decision.refusal === 'not-a-member') {
        const invitation = await findInvitation(tx, clock, organization, linked?.email ?? claims.email ?? '');
        if (invitation !== null) return { invitation };
      }
      return decision;
    });
  } catch (error) {
    // Two accounts of the provider came for one person at once: the other one is linked.
    if (isUniqueViolation(error)) return { refusal: 'other-account' };
    throw error;
  }
}

async function known(
  { store }: Parts,
  tx: Write,
  organization: string,
  { issuer }: Claims,
  by: { sub: string } | { email: string },
): Promise<Known | null> {
  const people = tx.selectFrom('user').select(['user.id', 'user.name', 'user.email']);
  const row = await ('email' in by
    ? people.where('user.email', '=', by.email.toLowerCase())
    : people
        .innerJoin('account', 'account.userId', 'user.id')
        .where('providerId', '=', issuer)
        .where('accountId', '=', by.sub)
  ).executeTakeFirst();
  if (!row) return null;
  const account = await tx
    .selectFrom('account')
    .select('id')
    .where('userId', '=', row.id)
    .where('providerId', '=', issuer)
    .executeTakeFirst();
  const role = await steadyMembership(store, tx, row.id, organization);
  return { ...row, isMember: role !== null, isLinked: account !== undefined };
}

/** Kept the way better-auth keeps accounts of providers. */
async function link({ clock, random }: Parts, tx: Write, userId: string, { issuer, sub }: Claims): Promise<void> {
  const now = isoOf(clock.now());
  await tx
    .insertInto('account')
    .values({ id: newId(random, 'C'), providerId: issuer, accountId: sub, userId, createdAt: now, updatedAt: now })
    .execute();
}

/** False: they were not linked. */
export async function unlink(tx: Write, personId: string, issuer: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('account')
    .where('userId', '=', personId)
    .where('providerId', '=', issuer)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
