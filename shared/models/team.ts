import { z } from 'zod';
import { AddressVerdict } from './addresses.ts';
import { Id } from './id.ts';
import { LeaseMode } from './license.ts';
import { Person } from './person.ts';
import { Role } from './role.ts';
import { Moment } from './time.ts';

/** Somebody of an organization, with how many of its licenses they are assigned to and what these are called. */
export const TeamPerson = z.object({
  person: Person,
  role: Role,
  joinedAt: Moment,
  isVerified: z.boolean(),
  licenses: z.object({ count: z.int(), names: z.array(z.string()).describe('each once') }),
});
export type TeamPerson = z.infer<typeof TeamPerson>;

/** An invitation that nobody has accepted yet. Past `expiresAt` its link is dead, and it can be sent again. */
export const TeamInvitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  invitedBy: z.string().nullable(),
  invitedAt: Moment,
  expiresAt: Moment,
  licenses: z.array(z.object({ id: Id, name: z.string() })).describe('assigned on acceptance'),
});
export type TeamInvitation = z.infer<typeof TeamInvitation>;

/** A license of a person in one organization, and their seats of it. */
export const TeamLicense = z.object({
  id: Id,
  name: z.string().describe('product and edition in words'),
  endsAt: Moment.nullable(),
  isAssigned: z.boolean(),
  leases: z.array(
    z.object({
      id: Id,
      machine: z.string(),
      mode: LeaseMode,
      leaseEndsAt: Moment,
      unassignGraceEndsAt: Moment.nullable(),
    }),
  ),
});
export type TeamLicense = z.infer<typeof TeamLicense>;

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
