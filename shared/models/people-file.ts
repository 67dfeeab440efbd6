import { z } from 'zod';
import { Id } from './id.ts';
import { Role } from './role.ts';
import { Moment } from './time.ts';

const NamedLicense = z.object({ id: Id, name: z.string().describe('product and edition') });

/** One thing that a line of the file would do, or did. */
export const PeopleStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invite'), role: Role, licenses: z.array(NamedLicense) }),
  z.object({ kind: z.literal('set-role'), from: Role, to: Role }),
  z.object({ kind: z.literal('assign'), licenses: z.array(NamedLicense) }),
  z.object({
    kind: z.literal('unassign'),
    licenses: z.array(
      NamedLicense.extend({ until: Moment.nullable().describe('end of the unassign grace; null: at once') }),
    ),
  }),
]);
export type PeopleStep = z.infer<typeof PeopleStep>;

/** Why a line is left out, whole. */
export const PeopleProblem = z.enum([
  'not-an-address',
  'repeated',
  'unknown-role',
  'unknown-license',
  'license-over',
  'role-not-offered',
  'not-allowed',
  'own-role-gone',
  'last-owner',
  'seat-is-offline',
  'changed-meanwhile',
]);
export type PeopleProblem = z.infer<typeof PeopleProblem>;

/** A line of the file, and what it would do; no step and no problem: all is as it says already. */
export const PeopleLine = z.object({
  line: z.int().describe('in the file, the headings being 1'),
  email: z.string().describe('as it was written'),
  isInvited: z.boolean().describe('an invitation is open: nothing is changed before it is accepted'),
  steps: z.array(PeopleStep),
  problem: z.object({ why: PeopleProblem, what: z.string().describe('the word it is about') }).nullable(),
});
export type PeopleLine = z.infer<typeof PeopleLine>;

/** So many lines a file may have. */
export const mostLines = 5_000;
