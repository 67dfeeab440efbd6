import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { ExportFormat } from '../../models/export.ts';
import { LicenseFilter, LicenseOrder, LicensePage, LicenseSummary } from '../../models/license-search.ts';
import { UpcomingEnd } from '../../models/license-ends.ts';
import { LicenseAct, LicenseChange } from '../../models/license-change.ts';
import { LicenseRow, Overlaps, UsableLicenses, UsableSearch } from '../../models/license.ts';
import { CarriedFile } from '../../models/offline.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

/** A signed machine call (files/machine-call), as JSON text of its DSSE envelope. */
export const SignedCall = z.string().min(1).max(16_384);
/** A signed `license` file, armoured: the whole truth for this machine, bound to the nonce of its call. */
export const LicenseAnswer = z.object({ file: z.string() });

/** Chosen by the caller; the same key again gives the same answer and does nothing twice. */
export const IdempotencyKey = z.string().regex(/^[\w-]{8,64}$/);

/** What may stand between a machine and its cloud when both are there. */
export const machineTroubles = ['machine-barred', 'machine-changed', 'machine-cloned', 'call-refused'] as const;

/** Why a seat may not be had. */
export const pickRefusals = [
  'not-found',
  'not-assigned',
  'no-free-seat',
  'license-not-started',
  'license-ended',
  'license-revoked',
  ...machineTroubles,
] as const;

const Search = LicenseFilter.extend({ organization: Id });

/** What is to be done with many licenses at once. */
const Many = z.object({
  licenses: z.array(Id).min(1).max(100),
  act: LicenseAct,
  person: Id.optional().describe('whom to assign them to, or whom to take them from; left out: everybody'),
});
const isComplete = ({ act, person }: { act: LicenseAct; person?: string | undefined }) =>
  act !== 'assign' || person !== undefined;
const incomplete = { path: ['person'], message: 'whom to assign them to' };

const Offset = z.int().min(0).max(1_000_000).default(0);

export const license = {
  mine: operation('Lists the licenses I am assigned to or hold a seat of, in all my organizations', {
    needs: 'session',
    example: 'cloud license mine',
  })
    .input(UsableSearch)
    .output(UsableLicenses),
  usable: operation('Finds the licenses I may use, in all my organizations, what can be taken now before what cannot', {
    needs: 'session',
    example: 'cloud license usable --text graphics',
  })
    .input(UsableSearch)
    .output(UsableLicenses),
  search: operation('Finds licenses of an organization, page by page, with how many there are in each state', {
    needs: 'license.view-all',
    subject: 'organization',
    example: 'cloud license search --organization O-1 --text jo --state ending-soon --sort ends',
  })
    .input(Search.extend(LicenseOrder.shape).extend({ offset: Offset, limit: z.int().min(1).max(500).default(100) }))
    .output(LicensePage),
  searchIds: operation('Lists the ids of all licenses that a search finds', {
    needs: 'license.view-all',
    subject: 'organization',
    example: 'cloud license search-ids --organization O-1 --unassigned',
  })
    .input(Search)
    .output(z.object({ licenses: z.array(Id) })),
  summary: operation('Says how many licenses and seats an organization has, and how they are doing', {
    needs: 'license.view-all',
    subject: 'organization',
    example: 'cloud license summary --organization O-1',
  })
    .input(z.object({ organization: Id }))
    .output(LicenseSummary),
  ends: operation('Lists the licenses and offline leases of an organization that end soon, the soonest first', {
    needs: 'license.view-all',
    subject: 'organization',
    example: 'cloud license ends --organization O-1 --days 30',
  })
    .input(
      z.object({
        organization: Id,
        days: z.int().min(1).max(366).default(30),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ ends: z.array(UpcomingEnd), hasMore: z.boolean() })),
  export: operation('Writes what a search finds as text, part by part, in the order it is sorted', {
    needs: 'license.view-all',
    subject: 'organization',
    example: 'cloud license export --organization O-1 --format csv --json',
  })
    .input(Search.extend(LicenseOrder.shape).extend({ format: ExportFormat, offset: Offset }))
    .output(
      z.object({
        text: z.string().describe('one line each; CSV begins with its headings in the first part'),
        rows: z.int(),
        next: z.int().nullable().describe('offset of the next part; null: that was all'),
      }),
    ),
  show: operation(
    'Shows one license with its seats',
    { needs: 'organization.view', subject: 'license', key: 'license.view-all' },
    ['not-found'],
  )
    .input(z.object({ license: Id }))
    .output(LicenseRow),
  pick: operation(
    'Takes a seat for the machine that signed the call; asking again gives the same lease',
    { needs: 'license.use-assigned', subject: 'license' },
    pickRefusals,
  )
    .input(z.object({ license: Id, call: SignedCall }))
    .output(LicenseAnswer),
  enter: operation(
    'Takes a seat for the machine that signed the call with a room code; the machine is ephemeral',
    { needs: 'machine-key' },
    [...pickRefusals, 'room-closed', 'too-many-attempts'],
  )
    .input(z.object({ call: SignedCall }))
    .output(LicenseAnswer),
  assign: operation(
    'Lets a person use licenses, at once',
    { needs: 'license.assign', subject: 'licenses', example: 'cloud license assign --licenses L-1 --person P-2' },
    ['not-found', 'license-ended', 'license-revoked'],
  )
    .input(z.object({ licenses: z.array(Id).min(1).max(100), person: Id, idempotencyKey: IdempotencyKey.optional() }))
    .output(z.object({ assigned: z.array(Id) })),
  unassign: operation(
    'Takes licenses from a person: at once when idle, after 12 h when in use',
    { needs: 'license.assign', subject: 'licenses', example: 'cloud license unassign --licenses L-1 --person P-2' },
    ['not-found', 'seat-is-offline'],
  )
    .input(z.object({ licenses: z.array(Id).min(1).max(100), person: Id, idempotencyKey: IdempotencyKey.optional() }))
    .output(z.object({ unassigned: z.array(z.object({ license: Id, graceEndsAt: Moment.nullable() })) })),
  previewMany: operation(
    'Says what assigning, unassigning or releasing many licenses would do, one by one',
    {
      needs: 'license.assign',
      subject: 'licenses',
      example: 'cloud license preview-many --licenses L-1 --act unassign',
    },
    ['not-found'],
  )
    .input(Many.refine(isComplete, incomplete))
    .output(z.object({ changes: z.array(LicenseChange) })),
  changeMany: operation(
    'Assigns, unassigns or releases many licenses; what cannot be done is left out, and named with the reason',
    {
      needs: 'license.assign',
      subject: 'licenses',
      example: 'cloud license change-many --licenses L-1 --act unassign',
    },
    ['not-found'],
  )
    .input(Many.extend({ idempotencyKey: IdempotencyKey.optional() }).refine(isComplete, incomplete))
    .output(z.object({ changes: z.array(LicenseChange) })),
};

export const lease = {
  giveBack: operation('Frees the seat of the machine that signed the call', { needs: 'machine-key' }, machineTroubles)
    .input(z.object({ call: SignedCall }))
    .output(LicenseAnswer),
  previewRelease: operation(
    'Says what releasing a seat on another machine would do',
    { needs: 'organization.view', subject: 'lease', key: 'license.force-release' },
    ['not-found', 'not-allowed', 'seat-is-offline'],
  )
    .input(z.object({ lease: Id }))
    .output(
      z.object({ machine: z.string(), person: z.string().nullable(), mayRunOnUntil: Moment, overlaps: Overlaps }),
    ),
  release: operation(
    'Frees a seat on another machine: my own, or as a Manager anybody’s',
    {
      needs: 'organization.view',
      subject: 'lease',
      key: 'license.force-release',
      example: 'cloud lease release --lease S-7Q4K',
    },
    ['not-found', 'not-allowed', 'seat-is-offline', 'overlap-limit'],
  )
    .input(z.object({ lease: Id, idempotencyKey: IdempotencyKey.optional() }))
    .output(z.object({ freedAt: Moment, mayRunOnUntil: Moment, overlaps: Overlaps })),
  goOffline: operation(
    'Makes the lease of the machine that signed the call last without a network; the seat stays taken till then',
    { needs: 'organization.view', subject: 'lease' },
    [
      'not-found',
      'not-allowed',
      'not-assigned',
      'license-ended',
      'license-revoked',
      'offline-length-not-allowed',
      ...machineTroubles,
    ],
  )
    .input(z.object({ lease: Id, call: SignedCall }))
    .output(LicenseAnswer),
  goOnline: operation(
    'Makes an offline lease of the machine that signed the call renew itself again',
    { needs: 'machine-key' },
    ['not-found', ...machineTroubles],
  )
    .input(z.object({ call: SignedCall }))
    .output(LicenseAnswer),
  setPerson: operation(
    'Puts a lease into the name of another person',
    { needs: 'offline.for-others', subject: 'lease', example: 'cloud lease set-person --lease S-7Q4K --person P-2' },
    ['not-found', 'not-assigned'],
  )
    .input(z.object({ lease: Id, person: Id }))
    .output(z.object({})),
  exportMachineFile: operation(
    'Writes a lease as a Keygen machine file, for programs with a Keygen SDK',
    {
      needs: 'organization.view',
      subject: 'lease',
      key: 'offline.for-others',
      example: 'cloud lease export-machine-file --lease S-7Q4K',
    },
    ['not-found', 'not-allowed', 'machine-barred'],
  )
    .input(z.object({ lease: Id }))
    .output(
      z.object({
        file: CarriedFile,
        licenseKey: z.string(),
        fingerprint: z.string().describe('the key id of the machine'),
        publicKey: z.string().describe('Ed25519, 32 bytes in hex, as a Keygen SDK takes it'),
      }),
    ),
};
