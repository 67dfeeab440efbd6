import type { Kysely } from 'kysely';
import type { DaysBefore, NotificationAddress, NotificationKind } from '#shared/models/notification.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

const rows = (db: Db) =>
  db
    .selectFrom('notification')
    .leftJoin('user', 'user.id', 'notification.added_by')
    .select([
      'notification.organization_id',
      'notification.email',
      'kinds',
      'days_before',
      'added_at',
      'user.name as added_by_name',
      'removed_at',
      'unsubscribed_at',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

/** Written by this cloud only, after its schema. */
const kindsOf = (kept: string) => JSON.parse(kept) as NotificationKind[];

const toAddress = (row: Row): NotificationAddress => ({
  email: row.email,
  kinds: kindsOf(row.kinds),
  daysBefore: row.days_before as DaysBefore,
  addedAt: row.added_at,
  addedBy: row.added_by_name,
  unsubscribedAt: row.unsubscribed_at,
});

/** The addresses on the list of an organization, by name. */
export async function notifiedBy(db: Db, organization: string): Promise<NotificationAddress[]> {
  const found = await rows(db)
    .where('organization_id', '=', organization)
    .where('removed_at', 'is', null)
    .orderBy('notification.email')
    .execute();
  return found.map(toAddress);
}

/** One address on the list. */
export async function findNotified(
  db: Db,
  organization: string,
  email: string,
): Promise<NotificationAddress | undefined> {
  const [found] = await rows(db)
    .where('organization_id', '=', organization)
    .where('notification.email', '=', email)
    .where('removed_at', 'is', null)
    .execute();
  return found && toAddress(found);
}

/** What is known of some addresses, also of those that were removed. */
export async function knownAddresses(
  db: Db,
  organization: string,
  emails: readonly string[],
): Promise<Map<string, 'listed' | 'removed' | 'unsubscribed'>> {
  if (emails.length === 0) return new Map();
  const found = await rows(db)
    .where('organization_id', '=', organization)
    .where('notification.email', 'in', emails)
    .execute();
  return new Map(
    found.map((row) => [
      row.email,
      row.unsubscribed_at !== null ? 'unsubscribed' : row.removed_at === null ? 'listed' : 'removed',
    ]),
  );
}

export interface NewAddress {
  organization: string;
  email: string;
  kinds: readonly NotificationKind[];
  daysBefore: DaysBefore;
  linkDigest: string;
  at: Moment;
  by: string;
}

/** Adds addresses; those that were removed before are there again. */
export async function addNotified(db: Db, addresses: readonly NewAddress[]): Promise<void> {
  if (addresses.length === 0) return;
  await db
    .insertInto('notification')
    .values(
      addresses.map((each) => ({
        organization_id: each.organization,
        email: each.email,
        kinds: JSON.stringify(each.kinds),
        days_before: each.daysBefore,
        link_digest: each.linkDigest,
        added_at: each.at,
        added_by: each.by,
        removed_at: null,
        unsubscribed_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'email']).doUpdateSet((eb) => ({
        kinds: eb.ref('excluded.kinds'),
        days_before: eb.ref('excluded.days_before'),
        added_at: eb.ref('excluded.added_at'),
        added_by: eb.ref('excluded.added_by'),
        removed_at: null,
      })),
    )
    .execute();
}

export async function changeNotified(
  db: Db,
  { organization, email }: { organization: string; email: string },
  change: {
    kinds?: readonly NotificationKind[];
    daysBefore?: DaysBefore;
    removedAt?: Moment;
    unsubscribedAt?: Moment | null;
  },
): Promise<void> {
  await db
    .updateTable('notification')
    .set({
      ...(change.kinds && { kinds: JSON.stringify(change.kinds) }),
      ...(change.daysBefore && { days_before: change.daysBefore }),
      ...(change.removedAt !== undefined && { removed_at: change.removedAt }),
      ...(change.unsubscribedAt !== undefined && { unsubscribed_at: change.unsubscribedAt }),
    })
    .where('organization_id', '=', organization)
    .where('email', '=', email)
    .execute();
}

export interface Linked {
  organization: { id: string; name: string };
  email: string;
  isRemoved: boolean;
  isUnsubscribed: boolean;
}

/** Whose link this is; those of closed organizations are as good as none. */
export async function notifiedByLink(db: Db, digest: string): Promise<Linked | undefined> {
  const row = await db
    .selectFrom('notification')
    .innerJoin('organization', 'organization.id', 'notification.organization_id')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['organization.id', 'organization.name', 'email', 'removed_at', 'unsubscribed_at'])
    .where('link_digest', '=', digest)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, name, email, removed_at, unsubscribed_at } = row;
  return {
    organization: { id, name },
    email,
    isRemoved: removed_at !== null,
    isUnsubscribed: unsubscribed_at !== null,
  };
}

export interface Subscription {
  organization: string;
  email: string;
  kinds: readonly NotificationKind[];
  daysBefore: number;
  /** Who put it on the list; null: they have no account any more. */
  addedBy: string | null;
}

/** The addresses that some organizations tell. */
export async function subscriptionsOf(db: Db, organizations: readonly string[]): Promise<Subscription[]> {
  if (organizations.length === 0) return [];
  const found = await rows(db)
    .where('organization_id', 'in', organizations)
    .where('removed_at', 'is', null)
    .where('unsubscribed_at', 'is', null)
    .orderBy('organization_id')
    .orderBy('notification.email')
    .execute();
  return found.map((row) => ({
    organization: row.organization_id,
    email: row.email,
    kinds: kindsOf(row.kinds),
    daysBefore: row.days_before,
    addedBy: row.added_by_name,
  }));
}
