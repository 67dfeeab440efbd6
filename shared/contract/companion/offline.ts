import { z } from 'zod';
import { Id, Slug } from '../../models/id.ts';
import { CarriedFile, Drive, InspectedFile, OfflineLength, OpenReturn } from '../../models/offline.ts';
import { HeldLease } from '../../models/status.ts';
import { machineTroubles } from '../cloud/license.ts';
import { operation } from '../operation.ts';
import { cloudTroubles, stateTroubles } from './troubles.ts';

/** Everything that was found in one place: a file, several one after the other, or pasted text. */
const CarriedText = z.string().max(64 * 1024 * 1024);

/** What this machine does with files instead of a network. */
export const offline = {
  trust: operation(
    'Pins the cloud of a trust root, once its fingerprint words were compared with those the cloud shows',
    { needs: 'nothing' },
    [...stateTroubles, 'file-refused', 'fingerprint-differs', 'cloud-changed'],
  )
    .input(z.object({ text: CarriedText, fingerprint: z.string().describe('the words as the cloud shows them') }))
    .output(z.object({ name: z.string(), fingerprint: z.string() })),
  request: operation(
    'Makes a signed request for a license, to be carried to a machine with a network',
    { needs: 'nothing' },
    [...stateTroubles, 'no-cloud-yet', 'too-many-requests'],
  )
    .input(
      z.object({
        purpose: z.enum(['activate', 'renew', 'repair']).default('activate'),
        product: Slug.optional().describe('left out: whoever answers chooses'),
        edition: Slug.optional(),
        days: OfflineLength.optional().describe('for how many days'),
      }),
    )
    .output(z.object({ request: z.string(), file: CarriedFile })),
  showRequest: operation('Writes an open request once more, the same file', { needs: 'nothing' }, ['not-found'])
    .input(z.object({ request: z.string() }))
    .output(z.object({ request: z.string(), file: CarriedFile })),
  dropRequest: operation(
    'Forgets an open request; an answer to it still counts when it is newer',
    { needs: 'nothing' },
    [...stateTroubles, 'not-found'],
  )
    .input(z.object({ request: z.string() }))
    .output(z.object({})),
  apply: operation(
    'Applies what is for this machine: licenses, receipts, newer trust roots. Checked in full before anything changes',
    { needs: 'nothing' },
    [...stateTroubles, 'file-refused', 'no-cloud-yet'],
  )
    .input(z.object({ text: CarriedText }))
    .output(
      z.object({
        leases: z.array(HeldLease).nullable().describe('of this machine now; null: there was no license among it'),
        sequence: z.int().nullable(),
        receipts: z.array(OpenReturn),
        trustRoot: z.string().nullable().describe('fingerprint of the trust root, when a newer one was applied'),
        acknowledgement: CarriedFile.nullable().describe('to be carried back, when there is a trip anyway'),
      }),
    ),
  acknowledge: operation('Writes the acknowledgement of the last license applied once more', { needs: 'nothing' }, [
    ...stateTroubles,
    'not-found',
    'no-cloud-yet',
  ])
    .input(z.object({}))
    .output(z.object({ file: CarriedFile })),
  return: operation(
    'Gives a lease back without a network: it ends here first, then the proof is written; again and again if asked',
    { needs: 'nothing' },
    [...stateTroubles, 'no-lease-here', 'no-cloud-yet'],
  )
    .input(z.object({ lease: Id }))
    .output(z.object({ file: CarriedFile })),
  use: operation(
    'Takes a license of this machine offline, for 7, 14, 30 or 60 days, or until it ends',
    { needs: 'session', example: 'offline use --license L-1 --days 30' },
    [
      ...cloudTroubles,
      ...stateTroubles,
      ...machineTroubles,
      'not-signed-in',
      'not-found',
      'not-allowed',
      'not-assigned',
      'no-free-seat',
      'license-not-started',
      'license-ended',
      'license-revoked',
      'offline-length-not-allowed',
    ],
  )
    .input(z.object({ license: Id, days: OfflineLength }))
    .output(HeldLease),
  switchToOnline: operation(
    'Lets an offline lease of this machine renew itself again, so that it can be released as usual',
    { needs: 'nothing', example: 'offline switch-to-online --lease S-1' },
    [...cloudTroubles, ...stateTroubles, ...machineTroubles, 'no-lease-here', 'not-found'],
  )
    .input(z.object({ lease: Id }))
    .output(HeldLease),
  inspect: operation('Says what Greenroom files are, for whom, until when, and what to do with them', {
    needs: 'nothing',
  })
    .input(z.object({ text: CarriedText }))
    .output(z.array(InspectedFile)),
};

/** Sticks in this machine, and folders that are watched like them. */
export const drive = {
  list: operation('Lists the sticks in this machine and the Greenroom files on them', { needs: 'nothing' })
    .input(z.object({}))
    .output(z.array(Drive)),
  read: operation('Reads the Greenroom files of a stick', { needs: 'nothing' }, ['drive-gone', 'file-not-readable'])
    .input(z.object({ drive: z.string(), files: z.array(z.string()).optional().describe('all when left out') }))
    .output(z.array(CarriedFile)),
  save: operation('Writes signed files to a stick, each whole or not at all', { needs: 'nothing' }, [
    'drive-gone',
    'disk-full',
    'file-not-writable',
  ])
    .input(z.object({ drive: z.string(), files: z.array(CarriedFile).min(1).max(10_000) }))
    .output(z.object({ saved: z.array(z.string()) })),
};
