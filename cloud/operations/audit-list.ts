import { Failure } from '#shared/errors.ts';
import type { AuditFilter, AuditRow } from '#shared/models/audit.ts';
import type { ExportFormat } from '#shared/models/export.ts';
import type { RoleSet } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { cursorOf, isOfKind, matchesText, placeOfCursor, spanOf } from '../rules/audit-page.ts';
import { csvRecord } from '#shared/csv.ts';
import { deedsOf } from '../store/queries/audit.ts';
import { roleSetOf, timeZoneOf } from '../store/queries/organization.ts';
import { auditRows } from './audit-rows.ts';
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
    const roleSet = await roleSetOf(store.db, organization);
    const found = (await auditRows(store.db, organization, fitting)).filter((row) => matchesText(row, query, roleSet));
    const rows = found.slice(0, limit);
    const last =
      found.length > limit ? rows.at(-1) : deeds.length === most ? deeds.at(isSearch ? -1 : limit - 1) : undefined;
    return { rows, next: last ? cursorOf(last) : null, reached: last?.at ?? null, roleSet };
  }

  return {
    list: os.audit.list.handler(async ({ context, input: { limit, ...search } }) => {
      const { rows, next, reached } = await page(context, search, limit);
      return { rows, next, reached };
    }),

    export: os.audit.export.handler(async ({ context, input: { format, ...search } }) => {
      const { rows, next, roleSet } = await page(context, search, rowsOfPart);
      const head = format === 'csv' && search.cursor === undefined ? csvRecord(Object.values(text.audit.columns)) : '';
      return { text: head + rows.map((row) => written(row, format, roleSet)).join(''), rows: rows.length, next };
    }),
  };
}

function written(row: AuditRow, format: ExportFormat, roleSet: RoleSet): string {
  const what = text.audit.sentence(row, roleSet);
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
