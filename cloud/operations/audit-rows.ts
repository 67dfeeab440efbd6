import type { Kysely } from 'kysely';
import type { AuditRow } from '#shared/models/audit.ts';
import type { Database } from '../store/schema.ts';
import { type DeedRow, namesOf } from '../store/queries/audit.ts';

/** Deeds of an organization as people and programs are shown them: with what the ids in them are called now. */
export async function auditRows(
  db: Kysely<Database>,
  organization: string,
  deeds: readonly DeedRow[],
): Promise<AuditRow[]> {
  const read = deeds.map((deed) => ({ deed, details: JSON.parse(deed.details) as AuditRow['details'] }));
  const ids = new Set(read.flatMap(({ deed, details }) => idsIn(deed.subject, details)));
  const names = await namesOf(db, organization, [...ids]);
  return read.map(({ deed, details }) => ({
    id: deed.id,
    at: deed.at,
    who: { id: deed.person_id, name: deed.actor, ...keyOf(deed) },
    action: deed.action,
    subject: deed.subject,
    details,
    names: Object.fromEntries(
      idsIn(deed.subject, details).flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? id]] : [])),
    ),
    address: deed.address,
  }));
}

const keyOf = ({ key_id, key_name }: DeedRow) =>
  key_id === null || key_name === null ? {} : { key: { id: key_id, name: key_name } };

/** What may be called by a name. Only what the cloud itself has put there: a name that looks like an id stays one. */
function idsIn(subject: string | null, { person, before, machine }: AuditRow['details']): string[] {
  return [subject, person, before, machine].filter((id): id is string => typeof id === 'string');
}
