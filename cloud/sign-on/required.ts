import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.ts';
import { domainOfAddress } from './domains.ts';

/**
 * The organization that wants this person to sign in at its provider, where their password alone does not do; null:
 * none. Owners may always use their password: it is the way back in when the provider is set up wrongly.
 */
export async function requiredBy(db: Kysely<Database>, person: string): Promise<string | null> {
  const places = await db
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .innerJoin('sign_on', 'sign_on.organization_id', 'organization.id')
    .innerJoin('sign_on_domain', 'sign_on_domain.organization_id', 'organization.id')
    .select(['organization.name', 'user.email', 'domain'])
    .where('user.id', '=', person)
    .where('member.role', '!=', 'owner')
    .where('is_on', '=', 1)
    .where('is_required', '=', 1)
    .where('proven_at', 'is not', null)
    .execute();
  return places.find(({ email, domain }) => domain === domainOfAddress(email))?.name ?? null;
}
