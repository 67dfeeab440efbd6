import type { IncomingHttpHeaders } from 'node:http';

/** The conditions of a request, against the strong entity tag of what would be sent. Dates are not known here and ignored. */
interface Conditions {
  /** `If-Match` names other contents only: 412 (RFC 9110, 13.1.1). */
  isOther: boolean;
  /** `If-None-Match` names this content: 304 (13.1.2). */
  isKnown: boolean;
  /** `If-Range` is left out or names this content: a range may be sent (13.1.5). */
  mayBePart: boolean;
}

export function readConditions(headers: IncomingHttpHeaders, etag: string): Conditions {
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-range': range } = headers;
  const names = (list: string, tag: string) => list.trim() === '*' || tagsOf(list).includes(tag);
  return {
    isOther: match !== undefined && !names(match, etag),
    isKnown: noneMatch !== undefined && names(noneMatch.replaceAll('W/"', '"'), etag),
    mayBePart: range === undefined || String(range).trim() === etag,
  };
}

/** The entity tags of a list: what is in quotes may have commas in it. */
const tagsOf = (list: string): string[] => list.match(/(?:W\/)?"[^"]*"/g) ?? [];
