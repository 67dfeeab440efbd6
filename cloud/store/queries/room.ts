import type { Kysely } from 'kysely';
import type { Room } from '#shared/models/machine-view.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export interface NewRoom {
  id: string;
  codeDigest: string;
  license: string;
  createdAt: number;
  createdBy: string;
  expiresAt: number;
  uses: number;
}

export async function addRoom(db: Db, room: NewRoom): Promise<void> {
  await db
    .insertInto('room')
    .values({
      id: room.id,
      code_digest: room.codeDigest,
      license_id: room.license,
      created_at: room.createdAt,
      created_by: room.createdBy,
      expires_at: room.expiresAt,
      uses: room.uses,
      used: 0,
      closed_at: null,
    })
    .execute();
}

const rooms = (db: Db) =>
  db
    .selectFrom('room')
    .innerJoin('license', 'license.id', 'room.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .leftJoin('user', 'user.id', 'room.created_by')
    .select([
      'room.id',
      'room.license_id',
      'product.name as product_name',
      'edition.name as edition_name',
      'user.name as created_by_name',
      'room.created_at',
      'room.expires_at',
      'room.uses',
      'room.used',
      'room.closed_at',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof rooms>['execute']>>[number];

const toRoom = (row: Row): Room => ({
  id: row.id,
  license: { id: row.license_id, name: `${row.product_name} ${row.edition_name}` },
  createdBy: row.created_by_name,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  uses: row.uses,
  used: row.used,
  closedAt: row.closed_at,
});

export async function findRoom(db: Db, id: string): Promise<Room | undefined> {
  return (await rooms(db).where('room.id', '=', id).execute()).map(toRoom)[0];
}

/** The room codes of an organization that are good, or were until lately; the newest first. */
export async function roomsOf(db: Db, organization: string, since: number): Promise<Room[]> {
  const rows = await rooms(db)
    .where('license.organization_id', '=', organization)
    .where('room.expires_at', '>', since)
    .orderBy('room.created_at', 'desc')
    .orderBy('room.id')
    .execute();
  return rows.map(toRoom);
}

/** Ends a room code. The moment it happened first stays. */
export async function closeRoom(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('room').set({ closed_at: now }).where('id', '=', id).where('closed_at', 'is', null).execute();
}

/**
 * Lets a machine in with a code, and says into what; null when there is no such code, it has ended, or it is used up. A
 * machine that came with it before comes again without using it up.
 */
export async function letIn(
  db: Db,
  codeDigest: string,
  machine: string,
  now: number,
): Promise<{ id: string; license: string } | null> {
  const room = await db
    .selectFrom('room')
    .select(['id', 'license_id'])
    .where('code_digest', '=', codeDigest)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!room) return null;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('room_entry')
    .values({ room_id: room.id, machine_id: machine, entered_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n && !(await countUse(db, room.id))) return null;
  return { id: room.id, license: room.license_id };
}

/** The database lets no more in than it has uses. */
async function countUse(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('room')
    .set(({ eb }) => ({ used: eb('used', '+', 1) }))
    .where('id', '=', id)
    .whereRef('used', '<', 'uses')
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
