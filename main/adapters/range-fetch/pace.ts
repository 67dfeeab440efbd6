export interface PaceLimits {
  /** How often the clock is looked at, in milliseconds. */
  look: number;
  /** So long without a byte is too long. */
  silence: number;
  /** Less than so many bytes in such a time is too slow. */
  window: number;
  leastBytes: number;
}

export const usualPace: PaceLimits = { look: 1_000, silence: 20_000, window: 30_000, leastBytes: 64 * 1024 };

/** Watches what comes over a connection. Time in which nobody wants anything does not count. */
export function watchPace({ look, silence, window, leastBytes }: PaceLimits, tooSlow: () => void) {
  let quiet = 0;
  let watched = 0;
  let bytes = 0;
  let isPaused = false;
  const timer = setInterval(() => {
    if (isPaused) return;
    quiet += look;
    watched += look;
    if (quiet >= silence || (watched >= window && bytes < leastBytes)) tooSlow();
    if (watched >= window) watched = bytes = 0;
  }, look);

  return {
    came(count: number): void {
      quiet = 0;
      bytes += count;
    },
    pause: () => (isPaused = true),
    resume: () => (isPaused = false),
    stop: () => clearInterval(timer),
  };
}
