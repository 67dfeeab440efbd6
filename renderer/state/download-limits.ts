import type { Settings } from '#shared/models/settings.ts';

const speeds = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000];
const atOnce = [1, 2, 3, 4, 6, 8];

/** The speeds people are offered, in bytes per second; null: no limit. One that was set in the terminal is among them. */
export const speedLimits = ({ downloadLimit }: Pick<Settings, 'downloadLimit'>): (number | null)[] => [
  null,
  ...withCurrent(speeds, downloadLimit),
];

/** How many downloads people are offered to run at once. */
export const atOnceChoices = ({ downloadsAtOnce }: Pick<Settings, 'downloadsAtOnce'>): number[] =>
  withCurrent(atOnce, downloadsAtOnce);

const withCurrent = (choices: readonly number[], current: number | null): number[] =>
  current === null || choices.includes(current) ? [...choices] : [...choices, current].toSorted((a, b) => a - b);
