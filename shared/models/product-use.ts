import { z } from 'zod';
import { Glyph } from './catalogue.ts';
import { Id, Slug } from './id.ts';
import { LicenseKind } from './license.ts';
import { Person } from './person.ts';
import { Moment } from './time.ts';

/** A product and edition of it. */
export const Plan = z.object({ product: Slug, edition: Slug });
export type Plan = z.infer<typeof Plan>;

/** What an organization has of one product and edition, and how much of it is taken now. */
export const PlanUse = z.object({
  product: z.object({ id: Slug, name: z.string(), glyph: Glyph }),
  edition: z.object({ id: Slug, name: z.string() }),
  licenses: z.int().describe('that are in force now'),
  over: z.int().describe('licenses that have ended, or were ended'),
  seats: z.int().describe('of those in force'),
  inUse: z.object({ online: z.int(), offline: z.int() }),
  assignees: z.int().describe('people, each once'),
  unassigned: z.int().describe('licenses in force that nobody is assigned to'),
  nextEnd: Moment.nullable().describe('the first end of a license in force; null: none of them ends'),
});
export type PlanUse = z.infer<typeof PlanUse>;

/** One license of a plan, by its end. */
export const PlanLicense = z.object({
  id: Id,
  kind: LicenseKind,
  trial: z.boolean(),
  seats: z.int(),
  inUse: z.int(),
  startsAt: Moment,
  endsAt: Moment.nullable(),
});
export type PlanLicense = z.infer<typeof PlanLicense>;

/** Somebody who is assigned to licenses of a plan. */
export const PlanAssignee = z.object({ person: Person, licenses: z.int(), inUse: z.int().describe('seats they hold') });
export type PlanAssignee = z.infer<typeof PlanAssignee>;

/** A day in the zone of the organization, and the most seats that were in use at once. */
export const UsageDay = z.object({
  day: z.iso.date(),
  peak: z.int(),
  seats: z.int().describe('of the licenses in force that day'),
});
export type UsageDay = z.infer<typeof UsageDay>;
