import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { MachineCursor, MachinePage, MachineSummary, Room } from '../../models/machine-view.ts';
import { operation } from '../operation.ts';
import { LicenseAnswer, machineTroubles, SignedCall } from './license.ts';

export const machine = {
  heartbeat: operation(
    'Renews the leases of the machine that signed the call',
    { needs: 'machine-key' },
    machineTroubles,
  )
    .input(z.object({ call: SignedCall }))
    .output(LicenseAnswer),
  list: operation('Lists the machines that hold licenses of an organization, or held them lately, by name', {
    needs: 'machine.view',
    subject: 'organization',
    example: 'cloud machine list --organization O-1',
  })
    .input(
      z.object({
        organization: Id,
        after: MachineCursor.regex(/^\S+ .+$/)
          .optional()
          .describe('“next” of the page before'),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(MachinePage),
  summary: operation('Counts the machines of an organization and shows those that somebody should look at first', {
    needs: 'machine.view',
    subject: 'organization',
    example: 'cloud machine summary --organization O-1',
  })
    .input(z.object({ organization: Id }))
    .output(MachineSummary),
  repair: operation(
    'Confirms that the machine which signed the call is the same one with other parts; for whoever has a lease on it, and Managers',
    { needs: 'session' },
    ['call-refused', 'not-allowed', 'machine-barred', 'machine-cloned'],
  )
    .input(z.object({ call: SignedCall }))
    .output(LicenseAnswer),
  claim: operation(
    'Confirms that the machine which signed the call is the original of two with one key; for whoever has a lease on it, and Managers',
    { needs: 'session' },
    ['call-refused', 'not-allowed', 'machine-barred'],
  )
    .input(z.object({ call: SignedCall }))
    .output(LicenseAnswer),
  acceptHardware: operation(
    'Confirms for a machine that it is the same one with other parts',
    { needs: 'machine.manage', subject: 'organization' },
    ['not-found'],
  )
    .input(z.object({ organization: Id, machine: Id }))
    .output(z.object({})),
};

export const room = {
  create: operation(
    'Makes a short code that enrols render nodes and containers; the code is shown this once',
    { needs: 'machine.manage', subject: 'license', example: 'cloud room create --license L-1 --hours 12 --uses 50' },
    ['not-found', 'license-ended', 'license-revoked'],
  )
    .input(
      z.object({
        license: Id,
        hours: z.int().min(1).max(720).default(12),
        uses: z.int().min(1).max(10_000).default(50),
      }),
    )
    .output(z.object({ code: z.string(), room: Room })),
  list: operation('Lists the room codes of an organization', { needs: 'machine.view', subject: 'organization' })
    .input(z.object({ organization: Id }))
    .output(z.array(Room)),
  close: operation(
    'Ends a room code; machines that came with it stay until they leave',
    {
      needs: 'machine.manage',
      subject: 'room',
    },
    ['not-found'],
  )
    .input(z.object({ room: Id }))
    .output(Room),
};
