import { z } from 'zod';

/** The last moment that a `Date` can hold: showing a later one would throw. */
const lastMoment = 8_640_000_000_000_000;

/** A moment in time: milliseconds since 1970-01-01 UTC. Zones are for showing only. */
export const Moment = z.int().min(0).max(lastMoment).meta({ format: 'unix-milliseconds' });
export type Moment = z.infer<typeof Moment>;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
