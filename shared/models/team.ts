import { z } from 'zod';
import { AddressVerdict } from './addresses.ts';
import { Id } from './id.ts';
import { Lease, LicenseKind } from './license.ts';
import { OrganizationRef, Person, PersonName } from './person.ts';
import { Role } from './role.ts';
import { Moment } from './time.ts';

/** How somebody is called in one organization. Their account keeps its own name. */
export const CalledName = PersonName;

/** What managers note about somebody: text over several lines, without other control characters. */
export const PersonNote = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .regex(/^(?:[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]|\n)*$/u);

const Called = z.string().nullable().describe('how they are called here; null: as in their account');

/** Somebody of an organization, with how many of its licenses they are assigned to and what these are called. */
export const TeamPerson = z.object({
  kind: z.literal('person'),
  person: Person,
  called: Called,
  role: Role,
  joinedAt: Moment,
  isVerified: z.boolean(),
  licenses: z.object({ count: z.int(), names: z.array(z.string()).describe('each once') }),
});
export type TeamPerson = z.infer<typeof TeamPerson>;

/** An invitation that nobody has accepted yet. Past `expiresAt` its link is dead, and it can be sent again. */
export const TeamInvitation = z.object({
  kind: z.literal('invitation'),
  id: Id,
  email: z.string(),
  called: Called.describe('how they were called when they belonged here; comes back when they accept'),
  role: Role,
  invitedBy: z.string().nullable(),
  invitedAt: Moment,
  expiresAt: Moment,
  licenses: z.array(z.object({ id: Id, name: z.string() })).describe('assigned on acceptance'),
});
export type TeamInvitation = z.infer<typeof TeamInvitation>;

/** Somebody who belonged to an organization, as they were when they went. Their account is theirs. */
export const FormerPerson = z.object({
  kind: z.literal('former'),
  person: Person,
  called: Called,
  role: Role.describe('the last one'),
  removedAt: Moment,
  removedBy: z.string().nullable().describe('null: by themselves, or by somebody whose account was deleted'),
  hasLeft: z.boolean().describe('by themselves'),
});
export type FormerPerson = z.infer<typeof FormerPerson>;

/** One line of the list of people. */
export const TeamEntry = z.discriminatedUnion('kind', [TeamPerson, TeamInvitation, FormerPerson]);
export type TeamEntry = z.infer<typeof TeamEntry>;

/** What people and invitations are filtered by. Without a state, everybody but those who were removed is listed. */
export const TeamState = z.enum(['verified', 'unverified', 'pending', 'expired', 'removed']);
export type TeamState = z.infer<typeof TeamState>;

/** By `state`: invitations first, for somebody may have to send them again; then the people by name. */
export const TeamSort = z.enum(['state', 'name', 'role', 'joined']);
export type TeamSort = z.infer<typeof TeamSort>;

/** How many there are of each state, whatever states are listed. */
export const TeamTotals = z.object({
  verified: z.int(),
  unverified: z.int(),
  pending: z.int(),
  expired: z.int(),
  removed: z.int(),
});
export type TeamTotals = z.infer<typeof TeamTotals>;

/** A license of a person in one organization, and their seats of it. */
export const TeamLicense = z.object({
  id: Id,
  name: z.string().describe('product and edition in words'),
  kind: LicenseKind,
  endsAt: Moment.nullable(),
  isAssigned: z.boolean(),
  leases: z.array(Lease),
});
export type TeamLicense = z.infer<typeof TeamLicense>;

/** A license that somebody can be given. */
export const LicenseToAssign = z.object({
  id: Id,
  name: z.string().describe('product and edition in words'),
  kind: LicenseKind,
  seats: z.int(),
  assigned: z.int().describe('how many people may use it already'),
  endsAt: Moment.nullable(),
});
export type LicenseToAssign = z.infer<typeof LicenseToAssign>;

/** An Owner hands an organization over to a Manager, who has not answered yet. */
export const OwnershipOffer = z.object({
  id: Id,
  organization: OrganizationRef,
  from: Person,
  to: Person,
  offeredAt: Moment,
  expiresAt: Moment,
});
export type OwnershipOffer = z.infer<typeof OwnershipOffer>;

/** What became of one address that was to be invited. */
export const InvitedAddress = z.object({
  address: z.string().describe('as it was given'),
  verdict: AddressVerdict,
  invitation: Id.nullable().describe('null: not invited'),
});
export type InvitedAddress = z.infer<typeof InvitedAddress>;

/** A seat that goes on for the unassign grace after its person lost the right to it. */
export const SeatInGrace = z.object({
  license: z.string().describe('product and edition in words'),
  machine: z.string(),
  graceEndsAt: Moment,
});
export type SeatInGrace = z.infer<typeof SeatInGrace>;

/** What became of one person who was to be removed. */
export const RemovedPerson = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('removed'),
    person: Id,
    seats: z.array(SeatInGrace),
    keys: z.int().describe('API keys they had made, which stopped working'),
  }),
  z.object({ outcome: z.literal('seat-is-offline'), person: Id, machine: z.string(), until: Moment }),
  z.object({ outcome: z.enum(['last-owner', 'not-allowed', 'not-found']), person: Id }),
]);
export type RemovedPerson = z.infer<typeof RemovedPerson>;
