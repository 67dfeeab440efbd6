import { z } from 'zod';
import { Service } from '../models/catalogue.ts';
import { Id, Slug } from '../models/id.ts';
import { LeaseNotice } from '../models/lease-notice.ts';
import { LeaseMode } from '../models/license.ts';
import { OrganizationRef, Person } from '../models/person.ts';
import { Moment, hour } from '../models/time.ts';

/** A lease as the cloud signs it. `leaseEndsAt` never lies behind `licenseEndsAt` (null: the license has no end). */
export const SignedLease = z
  .object({
    id: Id,
    organization: OrganizationRef,
    timeZone: z.string().max(64).describe('of the organization; for showing only'),
    license: z.object({
      id: Id,
      product: z.object({ id: Slug, name: z.string().max(60) }),
      edition: z.object({ id: Slug, name: z.string().max(60) }),
      services: z.array(Service).max(60),
    }),
    person: Person.pick({ id: true, name: true }).nullable(),
    mode: LeaseMode,
    notBefore: Moment,
    leaseEndsAt: Moment,
    licenseEndsAt: Moment.nullable(),
    unassignGraceEndsAt: Moment.nullable(),
    graceHours: z
      .int()
      .min(0)
      .max(24 * 90),
  })
  .refine(
    (lease) => lease.licenseEndsAt === null || lease.leaseEndsAt <= lease.licenseEndsAt,
    'lease ends after its license',
  );
export type SignedLease = z.infer<typeof SignedLease>;

/** What a `license` file carries: every lease of one machine, a full snapshot and never a delta (FILES). */
export const LicensePayload = z.object({
  cloud: Id,
  machine: Id.describe('key id of the machine this is for'),
  machineName: z.string().max(60),
  sequence: z.int().min(1).describe('higher replaces lower'),
  answers: z.string().max(64).nullable().describe('nonce of the signed call, or id of the request, this answers'),
  issuedAt: Moment.describe('trusted time'),
  importBy: Moment,
  leases: z.array(SignedLease).max(20),
  notices: z.array(LeaseNotice).max(20),
  setBackAllowance: z
    .int()
    .min(0)
    .describe('milliseconds')
    .default(24 * hour),
  warnDays: z
    .array(z.int().min(1).max(366))
    .max(20)
    .describe('so many days before an end people are warned')
    .default([30, 14, 7, 3, 1]),
  barred: z.array(Id).max(200).describe('key ids of machines that may not use licenses of this cloud').default([]),
});
export type LicensePayload = z.infer<typeof LicensePayload>;
