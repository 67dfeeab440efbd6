import { DateTime } from 'luxon';
import { type AuditFilter, type AuditRow, auditActions, isAuditAction } from '#shared/models/audit.ts';
import type { RoleSet } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { wordsOf } from './words.ts';

/** A row by its place in the log: newest first, those of the same millisecond by their id. */
export interface AuditPlace {
  at: Moment;
  id: string;
}

/** The opaque form of a place. */
export const cursorOf = ({ at, id }: AuditPlace): string => `${at}.${id}`;

/** The place that a cursor means; null when nobody made it here. */
export function placeOfCursor(cursor: string): AuditPlace | null {
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,64})$/.exec(cursor) ?? [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}

/** From the first moment of a day to before the first of the next, where the organization is. */
export function spanOf(
  { from, to }: Pick<AuditFilter, 'from' | 'to'>,
  zone: string,
): { from?: Moment; before?: Moment } {
  const day = (date: string) => DateTime.fromISO(date, { zone }).startOf('day');
  return {
    ...(from !== undefined && { from: Math.max(0, day(from).toMillis()) }),
    ...(to !== undefined && { before: day(to).plus({ days: 1 }).startOf('day').toMillis() }),
  };
}

export const isOfKind = (action: string, kind: AuditFilter['kind']): boolean =>
  kind === undefined || (isAuditAction(action) && auditActions[action] === kind);

/** Whether every word of a query is in what people see of a row. */
export function matchesText(row: AuditRow, query: string | undefined, roleSet: RoleSet = 'full'): boolean {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return true;
  const { who, action, subject, details, names, address } = row;
  const shown = [
    text.audit.who(who),
    text.audit.sentence(row, roleSet),
    action,
    subject ?? '',
    address ?? '',
    ...Object.values(details).map((value) => text.audit.inWords(value, names)),
  ];
  const all = shown.join('\n').toLowerCase();
  return wanted.every((word) => all.includes(word));
}
