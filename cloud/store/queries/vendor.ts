import type { Kysely } from 'kysely';
import type { LicenseKind } from '#shared/models/license.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** All organizations of the cloud, by name, with how many people and licenses each has. */
export async function listOrganizations(db: Db) {
  const rows = await db
    .selectFrom('organization')
    .leftJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['organization.id', 'organization.name', 'closed_at as closedAt'])
    .select((eb) => [
      eb
        .selectFrom('member')
        .whereRef('member.organizationId', '=', 'organization.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('people'),
      eb
        .selectFrom('license')
        .whereRef('license.organization_id', '=', 'organization.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('licenses'),
    ])
    .orderBy('organization.name')
    .orderBy('organization.id')
    .execute();
  return rows.map((row) => ({ ...row, people: Number(row.people), licenses: Number(row.licenses) }));
}

/** Whether there is such an organization, and it is open, and such an edition in the catalogue. */
export async function canIssue(db: Db, what: { organization: string; product: string; edition: string }) {
  const organization = await db
    .selectFrom('organization_details')
    .select('organization_id')
    .where('organization_id', '=', what.organization)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const edition = await db
    .selectFrom('edition')
    .select('id')
    .where('product_id', '=', what.product)
    .where('id', '=', what.edition)
    .executeTakeFirst();
  return organization !== undefined && edition !== undefined;
}

export interface NewLicense {
  id: string;
  organization: string;
  product: string;
  edition: string;
  kind: LicenseKind;
  trial: boolean;
  seats: number;
  startsAt: number;
  endsAt: number | null;
}

/** Adds licenses. As many overlaps are allowed as there are seats. */
export async function addLicenses(db: Db, licenses: readonly NewLicense[], now: number): Promise<void> {
  const rows = licenses.map((license) => ({
    id: license.id,
    organization_id: license.organization,
    product_id: license.product,
    edition_id: license.edition,
    kind: license.kind,
    trial: license.trial ? 1 : 0,
    seats: license.seats,
    overlap_limit: license.seats,
    starts_at: license.startsAt,
    ends_at: license.endsAt,
    revoked_at: null,
    created_at: now,
  }));
  await db.insertInto('license').values(rows).execute();
}

export async function moveEnd(db: Db, license: string, endsAt: number | null): Promise<void> {
  await db.updateTable('license').set({ ends_at: endsAt }).where('id', '=', license).execute();
}

/** Revokes a license. The moment it happened first stays. */
export async function revokeLicense(db: Db, license: string, now: number): Promise<void> {
  await db
    .updateTable('license')
    .set({ revoked_at: now })
    .where('id', '=', license)
    .where('revoked_at', 'is', null)
    .execute();
}
