import { z } from 'zod';
import { Glyph } from './catalogue.ts';
import { Id, Slug } from './id.ts';
import { LeaseMode, LicenseKind } from './license.ts';
import { Moment } from './time.ts';

/** How a license is doing, whoever asks: its life, and while it runs, whether a seat is left. */
export const LicenseState = z.enum(['free', 'in-use', 'not-started', 'ended', 'revoked']);
export type LicenseState = z.infer<typeof LicenseState>;

/** The same as people filter by it; what ends soon is also free or in use. */
export const LicenseStateFilter = z.enum([...LicenseState.options, 'ending-soon']);
export type LicenseStateFilter = z.infer<typeof LicenseStateFilter>;

/** What is looked for; fields that are left out let everything through. */
export const LicenseFilter = z.object({
  text: z
    .string()
    .trim()
    .max(80)
    .optional()
    .describe('words that are all in it: product, edition, id, and whom it is assigned to or who uses it where'),
  product: Slug.optional(),
  edition: Slug.optional(),
  state: LicenseStateFilter.optional(),
  kind: LicenseKind.optional(),
  person: Id.optional().describe('assigned to this person'),
  unassigned: z.boolean().optional().describe('named licenses that are not over and that nobody is assigned to'),
  endsBefore: z.iso.date().optional().describe('a day, in the time zone of the organization'),
});
export type LicenseFilter = z.infer<typeof LicenseFilter>;

export const LicenseColumn = z.enum(['license', 'kind', 'assigned', 'seats', 'in-use', 'starts', 'ends', 'state']);
export type LicenseColumn = z.infer<typeof LicenseColumn>;

export const LicenseOrder = z.object({
  sort: LicenseColumn.default('license'),
  descending: z.boolean().default(false),
});
export type LicenseOrder = z.infer<typeof LicenseOrder>;

/** One license in a list of thousands: figures and the first few names. All of it: `license.show`. */
export const ListedLicense = z.object({
  id: Id,
  product: z.object({ id: Slug, name: z.string(), glyph: Glyph }),
  edition: z.object({ id: Slug, name: z.string() }),
  kind: LicenseKind,
  trial: z.boolean(),
  seats: z.int(),
  inUse: z.int(),
  startsAt: Moment,
  endsAt: Moment.nullable(),
  revokedAt: Moment.nullable(),
  state: LicenseState,
  assigned: z.object({ count: z.int(), names: z.array(z.string()).describe('the first few, by name') }),
  usedBy: z
    .array(
      z.object({
        machine: z.string(),
        person: z.string().nullable(),
        mode: LeaseMode,
        unassignGraceEndsAt: Moment.nullable(),
      }),
    )
    .describe('the first few of those in use'),
});
export type ListedLicense = z.infer<typeof ListedLicense>;

/** How many there are in each state. */
const InStates = z.object({
  free: z.int(),
  'in-use': z.int(),
  'not-started': z.int(),
  ended: z.int(),
  revoked: z.int(),
  'ending-soon': z.int(),
} satisfies Record<LicenseStateFilter, z.ZodInt>);

export const LicensePage = z.object({
  rows: z.array(ListedLicense),
  total: z.int().describe('how many there are with this filter'),
  states: InStates.describe('with this filter, whatever state is asked for'),
});
export type LicensePage = z.infer<typeof LicensePage>;

/** What an organization has, in figures. Seats are those of licenses that run. */
export const LicenseSummary = z.object({
  licenses: z.int(),
  seats: z.int(),
  inUse: z.int(),
  unassigned: z.int().describe('what the filter of that name finds'),
  states: InStates,
});
export type LicenseSummary = z.infer<typeof LicenseSummary>;
