import { z } from 'zod';
import { Refusal } from '../files/refusal.ts';
import { Id, Slug } from './id.ts';
import { LeaseMode } from './license.ts';
import { MachineRef } from './machine.ts';
import { Person } from './person.ts';
import { Moment } from './time.ts';

/** For how many days a machine goes offline; null: until the license ends, where the organization allows it. */
export const OfflineLength = z.int().min(1).max(60).nullable();
export type OfflineLength = z.infer<typeof OfflineLength>;

/** A signed file on its way: the name it should get on a stick, and its text. */
export const CarriedFile = z.object({ name: z.string().max(1_000), text: z.string() });
export type CarriedFile = z.infer<typeof CarriedFile>;

/** What stands in a row of an intake. `refused` carries a row of the table of errors, `refused-file` why the file does not open. */
export const IntakeVerdict = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('ready'),
    seat: z.enum(['kept', 'named', 'free']),
    used: z.int().describe('seats in use, with this one'),
    seats: z.int(),
  }),
  z.object({ code: z.literal('shortened'), askedDays: OfflineLength, endsAt: Moment }),
  z.object({ code: z.literal('answered-before'), at: Moment }),
  z.object({ code: z.literal('frees-seat') }),
  z.object({ code: z.literal('returned-before'), at: Moment }),
  z.object({ code: z.literal('acknowledges'), sequence: z.int() }),
  z.object({ code: z.literal('acknowledged-before') }),
  z.object({ code: z.literal('refused-file'), refusal: Refusal }),
  z.object({
    code: z.literal('refused'),
    failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }),
  }),
]);
export type IntakeVerdict = z.infer<typeof IntakeVerdict>;

/** One carried file, and what whoever answers chose for it. What is left out, the cloud suggests. */
export const IntakeItem = z.object({
  text: z.string().max(24_576).describe('one armoured block, with or without the lines above it'),
  license: Id.optional(),
  days: OfflineLength.optional(),
  person: Id.optional().describe('whose lease it is; only a Manager may name somebody else'),
});
export type IntakeItem = z.infer<typeof IntakeItem>;

/** So many files are examined or answered in one call; whoever has more asks again, and can show progress. */
export const intakeAtOnce = 50;

/** What a carried file comes to. `answered` rows of `issue` have a file to carry back. */
export const IntakeRow = z.object({
  kind: z.enum(['request', 'return', 'acknowledgement', 'unknown']),
  request: z.string().nullable(),
  purpose: z.enum(['activate', 'renew', 'repair']).nullable(),
  machine: z.object({ id: Id, name: z.string() }).nullable(),
  person: Person.nullable(),
  license: z.object({ id: Id, name: z.string().describe('product and edition in words') }).nullable(),
  days: OfflineLength,
  leaseEndsAt: Moment.nullable(),
  licenseEndsAt: Moment.nullable(),
  verdict: IntakeVerdict,
});
export type IntakeRow = z.infer<typeof IntakeRow>;

/** A row of which nothing is known yet. */
export const blankRow: Omit<IntakeRow, 'verdict'> = {
  kind: 'unknown',
  request: null,
  purpose: null,
  machine: null,
  person: null,
  license: null,
  days: null,
  leaseEndsAt: null,
  licenseEndsAt: null,
};

export const IntakeAnswer = IntakeRow.extend({ file: CarriedFile.nullable() });
export type IntakeAnswer = z.infer<typeof IntakeAnswer>;

/** Where the license that was issued is: on its way, in use on its machine, or given up as lost. */
export const Acknowledgement = z.enum(['issued', 'confirmed', 'overdue']);
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** An offline license that was issued. */
export const IssuedFile = z.object({
  id: Id,
  machine: MachineRef,
  person: z.string().nullable(),
  license: z.string().describe('product and edition in words'),
  sequence: z.int(),
  issuedAt: Moment,
  issuedBy: z.string().nullable(),
  leaseEndsAt: Moment.nullable(),
  importBy: Moment,
  acknowledgement: Acknowledgement,
});
export type IssuedFile = z.infer<typeof IssuedFile>;

/** A request of this machine that waits for its answer. */
export const OpenRequest = z.object({
  id: z.string(),
  purpose: z.enum(['activate', 'renew', 'repair']),
  wanted: z.object({ product: Slug, edition: Slug.nullable() }).nullable(),
  madeAt: Moment,
  useBy: Moment,
});
export type OpenRequest = z.infer<typeof OpenRequest>;

/** A lease this machine gave back without a network. */
export const OpenReturn = z.object({
  lease: Id,
  license: z.string().describe('product and edition in words'),
  organization: z.string(),
  returnedAt: Moment,
  receiptAt: Moment.nullable().describe('when the cloud freed the seat, once its receipt is here'),
});
export type OpenReturn = z.infer<typeof OpenReturn>;

/** What this machine has under way by file. */
export const OfflineStatus = z.object({
  requests: z.array(OpenRequest),
  returns: z.array(OpenReturn),
  acknowledgement: z
    .object({ sequence: z.int(), appliedAt: Moment })
    .nullable()
    .describe('the cloud does not know yet that this license is in use here'),
});
export type OfflineStatus = z.infer<typeof OfflineStatus>;

/** What can be found out about one signed file, wherever it is opened (F12). Nothing in `about` counts without a genuine verdict. */
export const InspectedFile = z.object({
  kind: z.string().nullable().describe('null: this version knows no such kind'),
  isGenuine: z.boolean().describe('signed by a key that is known here, or by the machine it names'),
  refusal: Refusal.nullable().describe('why it cannot be used here; null when it can'),
  about: z
    .object({
      cloud: z.string().nullable(),
      machine: z.object({ id: z.string(), name: z.string() }).nullable(),
      purpose: z.string().nullable(),
      sequence: z.int().nullable(),
      request: z.string().nullable(),
      leases: z.array(
        z.object({
          license: z.string(),
          organization: z.string().nullable(),
          timeZone: z.string().nullable().describe('of the organization: both ends are meant there'),
          person: z.string().nullable(),
          mode: LeaseMode.nullable(),
          leaseEndsAt: Moment.nullable(),
          licenseEndsAt: Moment.nullable(),
        }),
      ),
      madeAt: Moment.nullable(),
      useBy: Moment.nullable(),
      fingerprint: z.string().nullable(),
    })
    .nullable(),
  next: z
    .enum([
      'apply-here',
      'take-to-machine',
      'answer-here',
      'take-to-cloud',
      'compare-fingerprint',
      'ask-again',
      'nothing',
    ])
    .describe('what to do with it'),
});
export type InspectedFile = z.infer<typeof InspectedFile>;

/** A stick, or another folder that is watched like one, with the Greenroom files on it. */
export const Drive = z.object({
  id: z.string().describe('where it is mounted'),
  label: z.string(),
  freeBytes: z.int().nullable(),
  isWritable: z.boolean(),
  files: z.array(
    z.object({
      name: z.string(),
      kinds: z.array(z.object({ kind: z.string(), count: z.int() })),
      isForThisMachine: z.boolean().describe('a license or receipt in it is for this machine'),
    }),
  ),
  skipped: z
    .array(z.object({ name: z.string(), why: z.string() }))
    .describe('files and folders that could not be read, and why, in words'),
});
export type Drive = z.infer<typeof Drive>;
