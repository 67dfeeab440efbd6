import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Version } from '../../files/release.ts';
import { Id, Slug } from '../../models/id.ts';
import {
  ArtifactRef,
  CarriedRelease,
  Estimate,
  Library,
  OrganizationWanted,
  ReleaseHere,
  Shelf,
} from '../../models/release.ts';
import { Transfer, TransferEvent } from '../../models/transfer.ts';
import { operation } from '../operation.ts';
import { cloudTroubles, stateTroubles } from './troubles.ts';

const WhichRelease = z.object({ product: Slug, version: Version });
const some = z.array(Slug).min(1).max(200).optional();
const wayTroubles = [...cloudTroubles, 'not-signed-in'] as const;

/** Releases, verified on this machine before anybody sees them. */
export const release = {
  list: operation(
    'Lists the releases of my products, verified; without a network those that were seen last, and those that were carried here',
    { needs: 'nothing', example: 'release list' },
  )
    .input(z.object({ organization: OrganizationWanted }))
    .output(Shelf),
  show: operation(
    'Shows one release with its notes and files',
    { needs: 'nothing', example: 'release show --product graphics --version 25.4.0' },
    ['not-found', 'not-signed-in'],
  )
    .input(WhichRelease)
    .output(ReleaseHere),
  estimate: operation(
    'Says how much of an artifact would come over the network, and how much is on this machine already',
    { needs: 'nothing' },
    [...wayTroubles, 'not-found', 'release-yanked', 'answer-refused'],
  )
    .input(ArtifactRef)
    .output(Estimate),
};

export const download = {
  start: operation(
    'Downloads a release: its installer for this machine, or the artifacts that are named; goes on after anything',
    { needs: 'nothing', example: 'download start --product graphics --version 25.4.0' },
    ['not-found', 'not-signed-in', 'release-yanked', ...stateTroubles],
  )
    .input(WhichRelease.extend({ artifacts: some, organization: OrganizationWanted }))
    .output(z.array(Transfer)),
  pause: operation('Pauses a transfer, or all of them', { needs: 'nothing', example: 'download pause' }, ['not-found'])
    .input(z.object({ transfer: Id.optional() }))
    .output(z.array(Transfer)),
  resume: operation('Goes on with a transfer, or with all of them', { needs: 'nothing', example: 'download resume' }, [
    'not-found',
  ])
    .input(z.object({ transfer: Id.optional() }))
    .output(z.array(Transfer)),
  cancel: operation(
    'Gives a transfer up and removes what it has so far; forgets one that is done, and leaves its file',
    { needs: 'nothing', example: 'download cancel --transfer T-1' },
    ['not-found'],
  )
    .input(z.object({ transfer: Id }))
    .output(z.object({})),
  move: operation('Moves a transfer to another place of the queue', { needs: 'nothing' }, ['not-found'])
    .input(z.object({ transfer: Id, to: z.int().min(0).describe('0: it comes first') }))
    .output(z.array(Transfer)),
  list: operation('Lists the transfers of this machine, in the order of the queue', {
    needs: 'nothing',
    example: 'download list',
  })
    .input(z.object({}))
    .output(z.array(Transfer)),
  watch: operation('Shows them now, and what changed of them at most ten times a second', { needs: 'nothing' })
    .input(z.object({}))
    .output(eventIterator(TransferEvent)),
};

export const library = {
  list: operation('Lists what was downloaded to this machine', { needs: 'nothing', example: 'library list' })
    .input(z.object({}))
    .output(Library),
  reveal: operation('Shows a file of the library in its folder', { needs: 'nothing' }, [
    'not-found',
    'nothing-to-open-with',
  ])
    .input(ArtifactRef)
    .output(z.object({ path: z.string() })),
  install: operation(
    'Checks a file of the library once more from its first byte to its last, and opens it',
    { needs: 'nothing' },
    ['not-found', 'file-damaged', 'nothing-to-open-with', 'release-yanked'],
  )
    .input(ArtifactRef)
    .output(z.object({ path: z.string() })),
  keep: operation('Keeps a file of the library when old versions are removed, or no longer', { needs: 'nothing' }, [
    'not-found',
    ...stateTroubles,
  ])
    .input(ArtifactRef.extend({ isKept: z.boolean() }))
    .output(Library),
  remove: operation(
    'Removes a file of the library from this machine',
    {
      needs: 'nothing',
      example: 'library remove --product graphics --version 25.4.0 --artifact installer-windows',
    },
    ['not-found', 'file-not-writable'],
  )
    .input(ArtifactRef)
    .output(Library),
  removeOld: operation('Removes old versions that nobody keeps', { needs: 'nothing' }, ['file-not-writable'])
    .input(z.object({}))
    .output(z.object({ removed: z.int(), freedBytes: z.int() })),
  save: operation(
    'Writes artifacts to a stick with everything that proves them, and a page that says what it is; what is not here yet comes from the cloud',
    { needs: 'nothing', example: 'library save --drive /media/stick --product graphics --version 25.4.0' },
    ['not-found', 'not-signed-in', 'release-yanked', 'drive-gone', 'disk-full', 'file-not-writable', ...stateTroubles],
  )
    .input(WhichRelease.extend({ drive: z.string(), artifacts: some, organization: OrganizationWanted }))
    .output(z.array(Transfer)),
  carried: operation('Lists the releases on the sticks in this machine', { needs: 'nothing' })
    .input(z.object({}))
    .output(z.array(CarriedRelease)),
  add: operation(
    'Takes artifacts from a stick into the library; every byte is verified, and no network is needed',
    { needs: 'nothing', example: 'library add --drive /media/stick --folder graphics-25.4.0' },
    ['not-found', 'release-yanked', 'drive-gone', 'file-refused', 'no-cloud-yet', ...stateTroubles],
  )
    .input(z.object({ drive: z.string(), folder: z.string(), artifacts: some }))
    .output(z.array(Transfer)),
};
