import { z } from 'zod';
import { Email } from './addresses.ts';
import { Id } from './id.ts';
import { line } from './line.ts';
import { OfflineLengths } from './offline-lengths.ts';
import { Person } from './person.ts';
import { Buyers, Role, RoleSet } from './role.ts';

/** How long an online lease is good for after the last heartbeat. */
export const LeaseHours = z.int().min(1).max(72);
export const TimeZone = z.string().min(1).max(64).refine(isTimeZone, 'unknown time zone');

export const OrganizationName = line(80);

export const Organization = z.object({
  id: Id,
  name: z.string().min(1).max(80),
  timeZone: TimeZone,
  leaseHours: LeaseHours,
  offlineLengths: OfflineLengths,
  offlineUntilEnd: z.boolean().describe('a machine may go offline until its license ends'),
  buyers: Buyers.describe('who may buy: Owners only, or Owners and Managers'),
  roleSet: RoleSet,
  role: Role,
  isDefault: z.boolean(),
  people: z.int(),
  licenses: z.int(),
});
export type Organization = z.infer<typeof Organization>;

/** The same, with whom to ask. */
export const OwnedOrganization = Organization.extend({ owners: z.array(Person).describe('by name, at most 10') });
export type OwnedOrganization = z.infer<typeof OwnedOrganization>;

/** What the bills of an organization say; all of it may be missing. */
export const Company = z.object({
  legalName: line(120).nullable(),
  address: z.array(line(120)).max(6).describe('line by line'),
  vatId: line(40).nullable(),
  billingEmail: Email.nullable(),
});
export type Company = z.infer<typeof Company>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
