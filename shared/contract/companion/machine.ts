import { z } from 'zod';
import { CheckResult } from '../../models/check.ts';
import { Id, Slug } from '../../models/id.ts';
import { LicenseRow, UsableSearch } from '../../models/license.ts';
import { EvidenceFactor, MachineRef, ReadableMachineName } from '../../models/machine.ts';
import { HeldLease } from '../../models/status.ts';
import { machineTroubles, pickRefusals } from '../cloud/license.ts';
import { operation } from '../operation.ts';
import { cloudTroubles, stateTroubles } from './troubles.ts';

export const machine = {
  show: operation('Says which machine this is', { needs: 'nothing' })
    .input(z.object({}))
    .output(MachineRef.extend({ stateFolder: z.string() })),
  describe: operation('Shows every hardware fact, its state, and that only hashes are sent', { needs: 'nothing' })
    .input(z.object({}))
    .output(z.array(EvidenceFactor)),
  rename: operation(
    'Gives this machine another name',
    { needs: 'nothing', example: 'machine rename --name OB-1-RENDER-03' },
    stateTroubles,
  )
    .input(z.object({ name: ReadableMachineName }))
    .output(MachineRef),
  repair: operation(
    'Confirms that this is the same machine with other parts',
    { needs: 'session', example: 'machine repair' },
    [
      ...cloudTroubles,
      ...stateTroubles,
      'not-signed-in',
      'not-allowed',
      'call-refused',
      'machine-barred',
      'machine-cloned',
    ],
  )
    .input(z.object({}))
    .output(z.array(HeldLease)),
  claim: operation(
    'Confirms that this machine is the original, where a copy with the same identity was found',
    { needs: 'session', example: 'machine claim' },
    [...cloudTroubles, ...stateTroubles, 'not-signed-in', 'not-allowed', 'call-refused', 'machine-barred'],
  )
    .input(z.object({}))
    .output(z.array(HeldLease)),
  renewIdentity: operation(
    'Makes this machine a new one to its cloud, where it is a copy: a new key, no licenses',
    { needs: 'nothing', example: 'machine renew-identity --confirm' },
    stateTroubles,
  )
    .input(z.object({ confirm: z.literal(true).describe('the licenses on this machine are lost to it') }))
    .output(MachineRef),
  prepareImage: operation(
    'Wipes the identity of this machine before a disk image is made of it; each copy gets its own at its first start',
    { needs: 'nothing', example: 'machine prepare-image --confirm' },
    [...stateTroubles, 'lease-still-here'],
  )
    .input(z.object({ confirm: z.literal(true).describe('the key of this machine is deleted') }))
    .output(z.object({ removed: z.array(z.string()) })),
};

export const license = {
  list: operation(
    'Lists the licenses I may use in all my organizations, the default one first, or only those that are mine',
    { needs: 'session', example: 'license list --text graphics' },
    [...cloudTroubles, 'not-signed-in'],
  )
    .input(
      z.object({
        scope: z.enum(['mine', 'usable']).default('usable'),
        text: UsableSearch.shape.text,
        limit: UsableSearch.shape.limit,
      }),
    )
    .output(z.array(LicenseRow)),
  recommend: operation('Says which license to pick first here', { needs: 'session' }, [
    ...cloudTroubles,
    'not-signed-in',
  ])
    .input(z.object({}))
    .output(z.object({ license: Id.nullable(), why: z.enum(['held-before', 'assigned', 'floating', 'none']) })),
  pick: operation(
    'Takes a seat of a license for this machine',
    { needs: 'session', example: 'license pick --license L-1' },
    [...cloudTroubles, ...stateTroubles, 'not-signed-in', 'not-allowed', ...pickRefusals],
  )
    .input(
      z.object({
        license: Id,
        replaces: Id.nullable().default(null).describe('a lease of this machine to give back in the same step'),
      }),
    )
    .output(HeldLease),
  enter: operation(
    'Takes a seat with a room code: for render nodes and containers, without a person',
    { needs: 'nothing', example: 'license enter --code K7QF-2M9D-XW4T' },
    [...cloudTroubles, ...stateTroubles, ...pickRefusals, 'room-closed', 'too-many-attempts'],
  )
    .input(z.object({ code: z.string().max(40) }))
    .output(HeldLease),
  held: operation('Lists the leases of this machine; needs no network', { needs: 'nothing' })
    .input(z.object({}))
    .output(z.array(HeldLease)),
  release: operation(
    'Gives a seat of this machine back',
    { needs: 'nothing', example: 'license release --lease S-1' },
    [...cloudTroubles, ...stateTroubles, 'no-lease-here', 'lease-is-offline', ...machineTroubles],
  )
    .input(z.object({ lease: Id }))
    .output(z.object({})),
  heartbeat: operation('Renews the leases of this machine now', { needs: 'nothing' }, [
    ...cloudTroubles,
    ...stateTroubles,
    ...machineTroubles,
  ])
    .input(z.object({}))
    .output(z.array(HeldLease)),
  check: operation('Says whether a product may run on this machine; needs no network', {
    needs: 'nothing',
    example: 'check --product graphics --edition ar-vs',
  })
    .input(z.object({ product: Slug, edition: Slug.optional() }))
    .output(CheckResult),
};
