/** The candidate that is closest to what was typed, where one is close enough to be meant. */
export function nearest(typed: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((name) => ({ name, edits: name.startsWith(typed) && typed !== '' ? 0.5 : distance(typed, name) }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : null;
}

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const above = rows[i - 1] ?? [];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const candidates = [(above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        candidates.push((rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(Math.min(...candidates));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
