import type { Kysely } from 'kysely';
import { lapsesAt, type RunFacts } from '../../rules/lease-life.ts';
import type { OverlapFacts } from '../../rules/release.ts';
import type { Database } from '../schema.ts';

/** Records that a machine may run on although its seat is free. */
export async function openOverlap(
  db: Kysely<Database>,
  overlap: {
    id: string;
    lease: RunFacts & { id: string };
    license: string;
    machine: string;
    /** The person whose act it was; null when the lease was over anyway. */
    causedBy: string | null;
    now: number;
  },
): Promise<void> {
  await db
    .insertInto('overlap')
    .values({
      id: overlap.id,
      license_id: overlap.license,
      lease_id: overlap.lease.id,
      machine_id: overlap.machine,
      from_at: overlap.now,
      until_at: lapsesAt(overlap.lease),
      closed_at: null,
      caused_by: overlap.causedBy,
    })
    .execute();
}

/** The overlaps of a license that people caused since a moment and no machine has confirmed. */
export async function countedOverlaps(db: Kysely<Database>, license: string, since: number): Promise<OverlapFacts[]> {
  const rows = await db
    .selectFrom('overlap')
    .select('from_at')
    .where('license_id', '=', license)
    .where('from_at', '>', since)
    .where('caused_by', 'is not', null)
    .where('closed_at', 'is', null)
    .execute();
  return rows.map((row) => ({ fromAt: row.from_at }));
}
