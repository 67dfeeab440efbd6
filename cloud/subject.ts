import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Subject } from '#shared/contract/operation.ts';
import { Failure } from '#shared/errors.ts';
import { Id } from '#shared/models/id.ts';
import type { Database } from './store/schema.ts';

const OneOrMany = z.union([Id.transform((id) => [id]), z.array(Id)]);

/** The organizations that the subject of a call belongs to. Anything unknown among it: `not-found`. */
export async function organizationsOf(db: Kysely<Database>, subject: Subject, input: unknown): Promise<string[]> {
  const ids = [...new Set(OneOrMany.parse(z.record(z.string(), z.unknown()).parse(input)[subject]))];
  if (subject === 'organization') return ids;
  const rows = await owners[subject](db, ids);
  if (rows.length < ids.length) throw new Failure('not-found', {});
  return [...new Set(rows.map((row) => row.organization_id))];
}

const owners = {
  license: ownersOfLicenses,
  licenses: ownersOfLicenses,
  lease: ownersOfLeases,
  room: ownersOfRooms,
};

function ownersOfRooms(db: Kysely<Database>, ids: string[]) {
  return db
    .selectFrom('room')
    .innerJoin('license', 'license.id', 'room.license_id')
    .select('license.organization_id')
    .where('room.id', 'in', ids)
    .execute();
}

function ownersOfLicenses(db: Kysely<Database>, ids: string[]) {
  return db.selectFrom('license').select('organization_id').where('id', 'in', ids).execute();
}

function ownersOfLeases(db: Kysely<Database>, ids: string[]) {
  return db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .select('license.organization_id')
    .where('lease.id', 'in', ids)
    .execute();
}
