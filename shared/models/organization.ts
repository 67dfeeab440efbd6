import { z } from 'zod';
import { Id } from './id.ts';
import { Person } from './person.ts';
import { Role } from './role.ts';
import { Moment } from './time.ts';

/** How long an online lease is good for after the last heartbeat. */
export const LeaseHours = z.int().min(1).max(72);
export const TimeZone = z.string().min(1).max(64).refine(isTimeZone, 'unknown time zone');

export const Organization = z.object({
  id: Id,
  name: z.string().min(1).max(80),
  timeZone: TimeZone,
  leaseHours: LeaseHours,
  offlineUntilEnd: z.boolean().describe('a machine may go offline until its license ends'),
  role: Role,
  isDefault: z.boolean(),
  people: z.int(),
  licenses: z.int(),
});
export type Organization = z.infer<typeof Organization>;

export const TeamMember = z.object({ person: Person, role: Role, joinedAt: Moment });
export type TeamMember = z.infer<typeof TeamMember>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
