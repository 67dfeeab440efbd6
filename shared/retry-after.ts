/** What `Retry-After` says (RFC 9110, 10.2.3): seconds, or a date; in milliseconds from now. null for none, and for what is neither. */
export function retryAfter(text: string | null | undefined, now: number): number | null {
  if (text === undefined || text === null) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
