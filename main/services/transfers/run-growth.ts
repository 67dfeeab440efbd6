/** How many connections there are at first, and at most; added or left by two. */
const start = 4;
const most = 8;
const step = 2;
/** So many looks make a comparison; one passes before it begins. A single look says little: servers send in bursts. */
const window = 10;
/** Looks until the first comparison, and at most between two of them. */
const firstRest = 50;
const longestRest = 1_500;
/** More connections must bring so much more, fewer at least so much. */
const worthMore = 1.08;
const worthFewer = 0.95;

export type Growth = ReturnType<typeof createGrowth>;

/**
 * Finds the number of connections that brings the most. Grows at once as long as something comes; from time to time a comparison tells
 * whether fewer would do, or more would bring more, less and less often while nothing changes.
 */
export function createGrowth() {
  let wanted = start;
  let isGrowing = true;
  let looks = 0;
  let speeds: number[] = [];
  let rest = firstRest;
  /** Which way the next comparison goes: on, as long as it was worth it. */
  let goesDown = true;
  let trial: { before: number; speed: number } | null = null;

  function change(to: number): void {
    wanted = to;
    looks = 0;
    speeds = [];
  }

  function grow(speed: number): void {
    if (speed > 0) change(Math.min(most, wanted + step));
    isGrowing = wanted < most;
  }

  function beginTrial(): void {
    goesDown = wanted > start && (goesDown || wanted >= most);
    trial = { before: wanted, speed: mean(speeds) };
    change(goesDown ? wanted - step : Math.min(most, wanted + step));
  }

  function endTrial({ before, speed }: { before: number; speed: number }): void {
    const isWorthIt = mean(speeds) >= speed * (wanted > before ? worthMore : worthFewer);
    rest = isWorthIt ? firstRest : Math.min(longestRest, rest * 2);
    if (!isWorthIt) goesDown = !goesDown;
    trial = null;
    change(isWorthIt ? wanted : before);
  }

  return {
    wanted: () => wanted,
    /** The speed since the last look, in bytes per second. */
    look(speed: number): void {
      if (isGrowing) return grow(speed);
      looks += 1;
      speeds = [...speeds, speed].slice(-window);
      if (trial && looks > window) endTrial(trial);
      else if (!trial && looks >= rest) beginTrial();
    },
    /** The server has enough of us: no more than there are now, for a while. */
    refuse(running: number): void {
      isGrowing = false;
      trial = null;
      change(Math.max(1, Math.min(wanted, running)));
    },
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
