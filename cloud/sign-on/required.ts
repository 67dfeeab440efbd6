import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import type { Database } from '../store/schema.ts';
import { domainOfAddress } from './domains.ts';

type Db = Kysely<Database>;

/**
 * The organization that wants this person to sign in at its provider, where their password alone does not do; null:
 * none. Owners may always use their password: it is the way back in when the provider is set up wrongly.
 */
export async function requiredBy(db: Db, person: string): Promise<string | null> {
  return wantedIn(await domainsThatRequire(db, person))?.name ?? null;
}

/** Throws when another address would take somebody out of the single sign-on that they must use. */
export async function refuseToLeave(db: Db, person: string, email: string): Promise<void> {
  const domains = await domainsThatRequire(db, person);
  const wanted = wantedIn(domains);
  if (!wanted) return;
  const stays = domains.some(({ id, domain }) => id === wanted.id && domain === domainOfAddress(email));
  if (!stays) throw new Failure('address-of-organization', { organization: wanted.name });
}

/** Of the person's organizations that require it, every proven domain. */
const domainsThatRequire = (db: Db, person: string) =>
  db
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .innerJoin('sign_on', 'sign_on.organization_id', 'organization.id')
    .innerJoin('sign_on_domain', 'sign_on_domain.organization_id', 'organization.id')
    .select(['organization.id', 'organization.name', 'user.email', 'domain'])
    .where('user.id', '=', person)
    .where('member.role', '!=', 'owner')
    .where('is_on', '=', 1)
    .where('is_required', '=', 1)
    .where('proven_at', 'is not', null)
    .execute();

const wantedIn = (domains: Awaited<ReturnType<typeof domainsThatRequire>>) =>
  domains.find(({ email, domain }) => domain === domainOfAddress(email));
