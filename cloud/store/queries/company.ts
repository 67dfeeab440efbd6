import type { Kysely } from 'kysely';
import { Company } from '#shared/models/organization.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

const nothing: Company = { legalName: null, address: [], vatId: null, billingEmail: null };

/** What the bills of an organization say. */
export async function companyOf(db: Db, organization: string): Promise<Company> {
  const row = await db
    .selectFrom('organization_company')
    .select(['legal_name', 'address', 'vat_id', 'billing_email'])
    .where('organization_id', '=', organization)
    .executeTakeFirst();
  if (!row) return nothing;
  return {
    legalName: row.legal_name,
    address: Company.shape.address.parse(JSON.parse(row.address)),
    vatId: row.vat_id,
    billingEmail: row.billing_email,
  };
}

export async function setCompany(db: Db, organization: string, company: Company): Promise<void> {
  const values = {
    legal_name: company.legalName,
    address: JSON.stringify(company.address),
    vat_id: company.vatId,
    billing_email: company.billingEmail,
  };
  await db
    .insertInto('organization_company')
    .values({ organization_id: organization, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}
