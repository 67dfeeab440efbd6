import type { Clock } from '../ports.ts';

const second = 1_000;
/** How many seconds the rate looks back. */
const window = 5;
const minuteOfSamples = 60;
/** A rate of less than this time says nothing. */
const least = 0.5;

export interface Speed {
  /** So many more bytes, just now. */
  add(bytes: number): void;
  /** Bytes per second over the last seconds; null while nobody can say. */
  rate(): number | null;
  /** Bytes of each full second of the last minute, the oldest first. */
  samples(): number[];
}

/** How fast something goes, since now. */
export function createSpeed({ monotonic }: Pick<Clock, 'monotonic'>): Speed {
  const beganAt = monotonic();
  /** Bytes by second, counted from the beginning. */
  const bytesIn = new Map<number, number>();
  const passed = () => (monotonic() - beganAt) / second;
  const sumOf = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => bytesIn.get(from + at) ?? 0).reduce(
      (sum, bytes) => sum + bytes,
      0,
    );

  return {
    add(bytes) {
      const current = Math.floor(passed());
      bytesIn.set(current, (bytesIn.get(current) ?? 0) + bytes);
      for (const key of bytesIn.keys()) {
        if (key >= current - minuteOfSamples) break;
        bytesIn.delete(key);
      }
    },
    rate() {
      const now = passed();
      if (now < least) return null;
      const from = Math.max(0, Math.floor(now) - window);
      return sumOf(from, Math.floor(now)) / (now - from);
    },
    samples() {
      const current = Math.floor(passed());
      const from = Math.max(0, current - minuteOfSamples);
      return Array.from({ length: current - from }, (_, at) => bytesIn.get(from + at) ?? 0);
    },
  };
}
