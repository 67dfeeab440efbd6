/** A moment as better-auth keeps it (ISO text on SQLite, a Date on PostgreSQL), in milliseconds. */
export function momentOf(kept: string | Date): number {
  return new Date(kept).getTime();
}

/** The other way; both engines take ISO text. */
export function isoOf(moment: number): string {
  return new Date(moment).toISOString();
}
