/** Looked at over so many looks: half a minute. */
const window = 75;
/** A connection that brings less than this share of what others bring, or brought a while ago, is far too slow. */
const farTooSlow = 1 / 20;

/** Finds connections that are far slower than the others: asked for anew, the rest mostly comes another way. */
export function createStragglers<Lane>() {
  let looks = 0;
  let came = new Map<Lane, number>();
  /** What one brings in such a time. Forgotten by and by: perhaps the line is just slow now. */
  let usual = 0;

  return {
    /** What each connection brought since the last look. Says which of them to begin anew. */
    look(brought: ReadonlyMap<Lane, number>): Lane[] {
      looks += 1;
      // One that began later has not been seen long enough.
      if (looks === 1) came = new Map(brought);
      else for (const [lane, bytes] of came) came.set(lane, bytes + (brought.get(lane) ?? 0));
      if (looks < window) return [];
      looks = 0;
      const average = [...came.values()].reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, came.size);
      usual = Math.max(usual / 2, average);
      return [...came].filter(([lane, bytes]) => brought.has(lane) && bytes < usual * farTooSlow).map(([lane]) => lane);
    },
  };
}
