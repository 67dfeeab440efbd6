import type { Kysely } from 'kysely';
import { auditRows } from '../operations/audit-rows.ts';
import type { Database } from '../store/schema.ts';

/** What is sent about a deed: the row of the audit log, as the API shows it. null: the deed is not on record any more. */
export async function payloadOf(
  db: Kysely<Database>,
  { organization, deed }: { organization: string; deed: string },
): Promise<string | null> {
  const found = await db
    .selectFrom('audit')
    .innerJoin('organization', 'organization.id', 'audit.organization_id')
    .selectAll('audit')
    .select('organization.name as organizationName')
    .where('audit.id', '=', deed)
    .executeTakeFirst();
  const [row] = found ? await auditRows(db, organization, [found]) : [];
  if (!found || !row) return null;
  return JSON.stringify({
    type: row.action,
    timestamp: new Date(row.at).toISOString(),
    organization: { id: organization, name: found.organizationName },
    data: row,
  });
}
