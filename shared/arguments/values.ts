import type { Flag } from './flags.ts';

/**
 * What was typed, as a value of the flag's kind. What cannot be read stays text:
 * the contract says what is wrong with it, in the same words at every door.
 */
export function valueOf(flag: Flag, typed: string): unknown {
  if (flag.nullable && typed === 'null') return null;
  if (flag.kind === 'number') return asNumber(typed);
  if (flag.kind === 'moment') return momentOf(flag.field, typed);
  if (flag.kind === 'boolean' && (typed === 'true' || typed === 'false')) return typed === 'true';
  return typed;
}

function asNumber(typed: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}

/** Milliseconds, a moment (`2027-06-30T18:00Z`), or a day in UTC: something that *ends* on a day ends with it. */
function momentOf(field: string, typed: string): number | string {
  if (/^\d+$/.test(typed) && typed.length > 8) return Number(typed);
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(typed)) return asNumber(typed);
  const dayOnly = !typed.includes('T');
  const moment = Date.parse(dayOnly && field.startsWith('ends') ? `${typed}T23:59:00Z` : typed);
  return Number.isNaN(moment) ? typed : moment;
}
