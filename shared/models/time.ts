import { z } from 'zod';

/** A moment in time: milliseconds since 1970-01-01 UTC. Zones are for showing only. */
export const Moment = z.int().min(0).meta({ format: 'unix-milliseconds' });
export type Moment = z.infer<typeof Moment>;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
