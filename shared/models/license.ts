import { z } from 'zod';
import { Glyph, Service } from './catalogue.ts';
import { Id, Slug } from './id.ts';
import { MachineRef } from './machine.ts';
import { OrganizationRef, Person } from './person.ts';
import { day, Moment } from './time.ts';

export const LicenseKind = z.enum(['named', 'floating']);
export type LicenseKind = z.infer<typeof LicenseKind>;
export const LeaseMode = z.enum(['online', 'offline']);
export type LeaseMode = z.infer<typeof LeaseMode>;

/** What an organization bought. */
export const License = z.object({
  id: Id,
  organization: OrganizationRef,
  product: z.object({ id: Slug, name: z.string(), glyph: Glyph }),
  edition: z.object({ id: Slug, name: z.string(), services: z.array(Service) }),
  kind: LicenseKind,
  trial: z.boolean(),
  seats: z.int().min(1).max(10_000),
  startsAt: Moment,
  endsAt: Moment.nullable(),
  revokedAt: Moment.nullable(),
});
export type License = z.infer<typeof License>;

/** How long before its end something needs a person. */
export const soonBefore: number = 14 * day;

/** Who may free this seat from here: the person whose seat it is, a Manager, or nobody. */
export const Releasable = z.enum(['own', 'force', 'no']);
export type Releasable = z.infer<typeof Releasable>;

/** A seat in use. */
export const Lease = z.object({
  id: Id,
  license: Id,
  machine: MachineRef,
  person: Person.nullable(),
  mode: LeaseMode,
  startedAt: Moment,
  lastSeenAt: Moment,
  leaseEndsAt: Moment,
  /** Set while an unassigned seat may still be used: the end of the unassign grace. */
  unassignGraceEndsAt: Moment.nullable(),
  isMine: z.boolean(),
  releasable: Releasable,
});
export type Lease = z.infer<typeof Lease>;

/** Machines that may run on although their seat was freed, in the last 30 days, and how many are allowed. */
export const Overlaps = z.object({ count: z.int(), limit: z.int() });
export type Overlaps = z.infer<typeof Overlaps>;

/** Why a person may not take a seat right now; `free` when they may. */
export const Availability = z.enum(['free', 'in-use', 'not-assigned', 'not-started', 'ended', 'revoked']);
export type Availability = z.infer<typeof Availability>;

/** A license as one person sees it, with the seats that are taken. */
export const LicenseRow = License.extend({
  availability: Availability,
  leaseHours: z.int().describe('how long an online lease is good for after each heartbeat'),
  assignedToMe: z.boolean(),
  leases: z.array(Lease),
  assignees: z.array(Person).nullable().describe('null: this person may not see them'),
  overlaps: Overlaps,
  askFor: Person.nullable().describe('a Manager or Owner to ask'),
});
export type LicenseRow = z.infer<typeof LicenseRow>;

/** Licenses that a person may use, one page of them, and how many there are in each of their organizations. */
export const UsableLicenses = z.object({
  rows: z.array(LicenseRow),
  total: z.int().describe('how many there are on all pages'),
  places: z.array(
    z.object({
      organization: OrganizationRef,
      free: z.int().describe('how many have a seat to take now'),
      total: z.int(),
    }),
  ),
});
export type UsableLicenses = z.infer<typeof UsableLicenses>;

/** Which of them. */
export const UsableSearch = z.object({
  text: z
    .string()
    .trim()
    .max(80)
    .optional()
    .describe('words that are all in product, edition, organization, machine or person'),
  organization: Id.optional(),
  machine: Id.optional().describe('what this machine holds comes first'),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(100),
});
export type UsableSearch = z.infer<typeof UsableSearch>;
