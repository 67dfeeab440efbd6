/** How many connections there are at first, and at most. */
const start = 4;
const most = 8;
const step = 2;
/** More connections must bring so much more, or they are given up again. */
const worthIt = 1.08;
/** What was given up is tried again after so many looks. */
const rest = 60;

export type Growth = ReturnType<typeof createGrowth>;

/**
 * Finds the number of connections that brings the most. Looks at the speed again and again: the first look after a change is passed
 * over, the next ones are compared with the best before.
 */
export function createGrowth() {
  let wanted = start;
  let looks = 0;
  let before = 0;
  let pause = 0;

  function change(to: number): void {
    wanted = to;
    looks = 0;
  }

  return {
    wanted: () => wanted,
    /** The speed since the last look, in bytes per second. */
    look(speed: number): void {
      looks += 1;
      if (looks < 2) return;
      if (pause > 0) {
        pause -= 1;
        return;
      }
      if (wanted > start && speed < before * worthIt) {
        pause = rest;
        change(wanted - step);
      } else if (wanted < most && speed > 0) {
        before = speed;
        change(wanted + step);
      } else if (wanted === most) pause = rest;
    },
    /** The server has enough of us: no more than there are now, for a while. */
    refuse(running: number): void {
      pause = rest;
      change(Math.max(1, Math.min(wanted, running)));
    },
  };
}
