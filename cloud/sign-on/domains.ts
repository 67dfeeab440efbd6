import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import type { SignOnDomain } from '#shared/models/single-sign-on.ts';
import type { Clock, Dns, Random } from '../ports.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { isUniqueViolation } from '../store/trouble.ts';

type Row = Pick<Database['sign_on_domain'], 'domain' | 'token' | 'proven_at' | 'proven_by'>;

/** The mail domains of an organization, proven or not. */
export async function domainsOf(db: Kysely<Database>, organization: string): Promise<SignOnDomain[]> {
  const rows = await db
    .selectFrom('sign_on_domain')
    .select(['domain', 'token', 'proven_at', 'proven_by'])
    .where('organization_id', '=', organization)
    .orderBy('added_at')
    .orderBy('domain')
    .execute();
  return rows.map(shown);
}

/** One of them; throws `not-found`. */
export async function domainOf(db: Kysely<Database>, organization: string, domain: string): Promise<SignOnDomain> {
  const found = (await domainsOf(db, organization)).find((one) => one.domain === domain);
  if (!found) throw new Failure('not-found', {});
  return found;
}

/** Adds a domain with the record that will prove it. One that is there stays as it is; false then. */
export async function addDomain(
  tx: Write,
  { clock, random }: { clock: Clock; random: Random },
  organization: string,
  domain: string,
): Promise<boolean> {
  const token = Buffer.from(random.bytes(16)).toString('hex');
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('sign_on_domain')
    .values({
      organization_id: organization,
      domain,
      token,
      added_at: clock.now(),
      proven_at: null,
      proven_by: null,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'domain']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Throws `domain-not-proven` unless the domain shows the record. */
export async function lookForRecord(dns: Dns, { domain, record }: SignOnDomain): Promise<void> {
  const records = await dns.txt(domain);
  if (records?.some((one) => one.trim() === record)) return;
  const why = records === null ? 'no-answer' : records.length === 0 ? 'no-record' : 'other-records';
  throw new Failure('domain-not-proven', { domain, record, why });
}

/** From now on the domain counts, for this organization alone; throws `domain-taken`. False: it was proven before. */
export async function countDomain(
  tx: Write,
  { clock }: { clock: Clock },
  organization: string,
  domain: string,
  by: 'dns' | 'vendor',
): Promise<boolean> {
  const other = await tx
    .selectFrom('sign_on_domain')
    .select('domain')
    .where('domain', '=', domain)
    .where('organization_id', '!=', organization)
    .where('proven_at', 'is not', null)
    .executeTakeFirst();
  if (other) throw new Failure('domain-taken', { domain });
  const { numUpdatedRows } = await tx
    .updateTable('sign_on_domain')
    .set({ proven_at: clock.now(), proven_by: by })
    .where('organization_id', '=', organization)
    .where('domain', '=', domain)
    .where('proven_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Of two organizations that prove one domain at the same time, one does. */
export function refuseTaken(domain: string): (error: unknown) => never {
  return (error) => {
    if (isUniqueViolation(error)) throw new Failure('domain-taken', { domain }, { cause: error });
    throw error;
  };
}

/** False: there was no such domain. */
export async function removeDomain(tx: Write, organization: string, domain: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('sign_on_domain')
    .where('organization_id', '=', organization)
    .where('domain', '=', domain)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

const shown = ({ domain, token, proven_at, proven_by }: Row): SignOnDomain => ({
  domain,
  record: `greenroom-domain-verification=${token}`,
  provenAt: proven_at,
  provenBy: proven_by,
});

/** What stands behind the last @ of an address, in small letters. */
export const domainOfAddress = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
