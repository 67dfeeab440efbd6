import { z } from 'zod';
import { Id } from './id.ts';
import { Person } from './person.ts';
import { Moment } from './time.ts';

/** Something of an organization that ends: a license, or a lease that does not renew itself. */
export const UpcomingEnd = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('license'),
    id: Id,
    license: z.string().describe('product and edition in words'),
    endsAt: Moment,
    seats: z.int(),
  }),
  z.object({
    of: z.literal('lease'),
    id: Id,
    license: z.string().describe('product and edition in words'),
    endsAt: Moment,
    licenseEndsAt: Moment.nullable(),
    machine: z.object({ id: Id, name: z.string() }),
    person: Person.nullable(),
  }),
]);
export type UpcomingEnd = z.infer<typeof UpcomingEnd>;
