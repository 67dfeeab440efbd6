import { Failure } from '#shared/errors.ts';
import type { AuditFilter, AuditFormat, AuditRow } from '#shared/models/audit.ts';
import { text } from '#shared/text/index.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { cursorOf, isOfKind, matchesText, placeOfCursor, spanOf } from '../rules/audit-page.ts';
import { csvRecord } from '../rules/csv.ts';
import { type DeedRow, deedsOf, namesOf } from '../store/queries/audit.ts';
import { timeZoneOf } from '../store/queries/organization.ts';
import { os } from './base.ts';

/** So many rows one call looks at, however few it finds: a search goes on in the next call. */
const mostLookedAt = 2_000;
const rowsOfPart = 1_000;

interface Search extends AuditFilter {
  cursor?: string | undefined;
}

/** The audit log of an organization (T10). */
export function auditOperations({ store }: Pick<CloudParts, 'store'>) {
  async function page(context: GuardedContext, search: Search, limit: number) {
    const { organization } = placeOf(context);
    const { person, kind, from, to, text: query, cursor } = search;
    const span =
      from === undefined && to === undefined ? {} : spanOf({ from, to }, await timeZoneOf(store.db, organization));
    const after = cursor === undefined ? null : placeOfCursor(cursor);
    if (cursor !== undefined && after === null)
      throw new Failure('invalid-input', { problems: [{ field: 'cursor', problem: 'not from the page before' }] });

    const isSearch = kind !== undefined || (query ?? '') !== '';
    const most = isSearch ? Math.max(mostLookedAt, limit + 1) : limit + 1;
    const deeds = await deedsOf(store.db, { organization, person, ...span, after }, most);
    const fitting = deeds.filter(({ action }) => isOfKind(action, kind));
    const found = (await inFull(organization, fitting)).filter((row) => matchesText(row, query));
    const rows = found.slice(0, limit);
    const last =
      found.length > limit ? rows.at(-1) : deeds.length === most ? deeds.at(isSearch ? -1 : limit - 1) : undefined;
    return { rows, next: last ? cursorOf(last) : null, reached: last?.at ?? null };
  }

  async function inFull(organization: string, deeds: readonly DeedRow[]): Promise<AuditRow[]> {
    const read = deeds.map((deed) => ({ deed, details: JSON.parse(deed.details) as AuditRow['details'] }));
    const ids = new Set(read.flatMap(({ deed, details }) => idsIn(deed.subject, details)));
    const names = await namesOf(store.db, organization, [...ids]);
    return read.map(({ deed, details }) => ({
      id: deed.id,
      at: deed.at,
      who: { id: deed.person_id, name: deed.actor },
      action: deed.action,
      subject: deed.subject,
      details,
      names: Object.fromEntries(
        idsIn(deed.subject, details).flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? id]] : [])),
      ),
      address: deed.address,
    }));
  }

  return {
    list: os.audit.list.handler(({ context, input: { limit, ...search } }) => page(context, search, limit)),

    export: os.audit.export.handler(async ({ context, input: { format, ...search } }) => {
      const { rows, next } = await page(context, search, rowsOfPart);
      const head = format === 'csv' && search.cursor === undefined ? csvRecord(Object.values(text.audit.columns)) : '';
      return { text: head + rows.map((row) => written(row, format)).join(''), rows: rows.length, next };
    }),
  };
}

/** What may be called by a name. Only what the cloud itself has put there: a name that looks like an id stays one. */
function idsIn(subject: string | null, { person, before, machine }: AuditRow['details']): string[] {
  return [subject, person, before, machine].filter((id): id is string => typeof id === 'string');
}

function written(row: AuditRow, format: AuditFormat): string {
  const what = text.audit.sentence(row);
  if (format === 'json-lines') return `${JSON.stringify({ ...row, what })}\n`;
  const { at, who, action, subject, details, address } = row;
  return csvRecord([
    new Date(at).toISOString(),
    text.audit.who(who),
    who.id ?? '',
    action,
    what,
    subject ?? '',
    JSON.stringify(details),
    address ?? '',
  ]);
}
