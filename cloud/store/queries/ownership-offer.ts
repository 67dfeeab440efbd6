import type { Kysely } from 'kysely';
import type { OwnershipOffer } from '#shared/models/team.ts';
import type { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Write } from '../open.ts';
import type { Database } from '../schema.ts';
import type { OfferOutcome } from '../schema-people.ts';

type Db = Kysely<Database>;

/** An offer that nobody has answered, and what both sides are now. */
export interface UnansweredOffer extends OwnershipOffer {
  roles: { from: Role | null; to: Role | null };
}

const unanswered = (db: Db) =>
  db
    .selectFrom('ownership_offer as offer')
    .innerJoin('organization', 'organization.id', 'offer.organization_id')
    .innerJoin('user as from', 'from.id', 'offer.from_person')
    .innerJoin('user as to', 'to.id', 'offer.to_person')
    .leftJoin('member as fromMember', (join) =>
      join
        .onRef('fromMember.userId', '=', 'offer.from_person')
        .onRef('fromMember.organizationId', '=', 'offer.organization_id'),
    )
    .leftJoin('member as toMember', (join) =>
      join
        .onRef('toMember.userId', '=', 'offer.to_person')
        .onRef('toMember.organizationId', '=', 'offer.organization_id'),
    )
    .select(['offer.id', 'offer.offered_at', 'offer.expires_at'])
    .select(['organization.id as organization', 'organization.name as organizationName'])
    .select(['from.id as from', 'from.name as fromName', 'from.email as fromEmail', 'fromMember.role as fromRole'])
    .select(['to.id as to', 'to.name as toName', 'to.email as toEmail', 'toMember.role as toRole'])
    .where('offer.ended_at', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof unanswered>['execute']>>[number];

const toOffer = (row: Row): UnansweredOffer => ({
  id: row.id,
  organization: { id: row.organization, name: row.organizationName },
  from: { id: row.from, name: row.fromName, email: row.fromEmail },
  to: { id: row.to, name: row.toName, email: row.toEmail },
  offeredAt: row.offered_at,
  expiresAt: row.expires_at,
  roles: { from: row.fromRole, to: row.toRole },
});

/** The offer of an organization that nobody has answered; it may be over by the clock, or by a change of roles. */
export async function offerOf(db: Db, organization: string): Promise<UnansweredOffer | undefined> {
  return (await unanswered(db).where('offer.organization_id', '=', organization).execute()).map(toOffer)[0];
}

/** Those that are made to a person, and those of organizations of which they are Owner. */
export async function offersAround(db: Db, person: string): Promise<UnansweredOffer[]> {
  const rows = await unanswered(db)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('offer.to_person', '=', person),
        eb(
          'offer.organization_id',
          'in',
          selectFrom('member').select('organizationId').where('userId', '=', person).where('role', '=', 'owner'),
        ),
      ]),
    )
    .orderBy('offer.offered_at')
    .execute();
  return rows.map(toOffer);
}

interface NewOffer {
  id: string;
  organization: string;
  from: string;
  to: string;
  offeredAt: Moment;
  expiresAt: Moment;
}

export async function addOffer(tx: Write, { id, organization, from, to, offeredAt, expiresAt }: NewOffer) {
  await tx
    .insertInto('ownership_offer')
    .values({
      id,
      organization_id: organization,
      from_person: from,
      to_person: to,
      offered_at: offeredAt,
      expires_at: expiresAt,
      ended_at: null,
      outcome: null,
    })
    .execute();
}

export async function endOffer(tx: Write, id: string, outcome: OfferOutcome, at: Moment): Promise<void> {
  await tx
    .updateTable('ownership_offer')
    .set({ ended_at: at, outcome })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** Somebody gets another role, or goes: what they have offered, or were offered, is not the same any more. */
export async function endOffersWith(tx: Write, organization: string, person: string, at: Moment): Promise<void> {
  await tx
    .updateTable('ownership_offer')
    .set({ ended_at: at, outcome: 'roles-changed' })
    .where('organization_id', '=', organization)
    .where('ended_at', 'is', null)
    .where(({ eb, or }) => or([eb('from_person', '=', person), eb('to_person', '=', person)]))
    .execute();
}
