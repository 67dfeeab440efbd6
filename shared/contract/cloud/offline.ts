import { z } from 'zod';
import {
  InspectedFile,
  CarriedFile,
  IntakeAnswer,
  intakeAtOnce,
  IntakeItem,
  IntakeRow,
  IssuedFile,
  OfflineLength,
} from '../../models/offline.ts';
import { Id } from '../../models/id.ts';
import { operation } from '../operation.ts';

const Intake = z.object({ organization: Id, items: z.array(IntakeItem).min(1).max(intakeAtOnce) });

/** Licenses that are carried to machines without a network, and what comes back. */
export const offline = {
  examine: operation(
    'Says what carried files come to: a verdict for each request, proof and acknowledgement; changes nothing',
    { needs: 'license.use-assigned', subject: 'organization', key: 'offline.for-others' },
  )
    .input(Intake)
    .output(z.array(IntakeRow)),
  issue: operation(
    'Answers carried files: a license for each request, a receipt for each proof; each for itself, so some may fail',
    { needs: 'license.use-assigned', subject: 'organization', key: 'offline.for-others' },
  )
    .input(Intake)
    .output(z.array(IntakeAnswer)),
  renew: operation(
    'Writes a new license for a machine that is offline, without being asked by it',
    { needs: 'offline.for-others', subject: 'lease', example: 'cloud offline renew --lease S-7Q4K --days 30' },
    [
      'not-found',
      'not-assigned',
      'license-ended',
      'license-revoked',
      'offline-length-not-allowed',
      'not-offline',
      'machine-barred',
      'machine-cloned',
    ],
  )
    .input(z.object({ lease: Id, days: OfflineLength }))
    .output(z.object({ file: CarriedFile })),
  list: operation('Lists the offline licenses that were issued, and whether their machines have confirmed them', {
    needs: 'machine.view',
    subject: 'organization',
  })
    .input(z.object({ organization: Id }))
    .output(z.array(IssuedFile)),
};

export const file = {
  inspect: operation('Says what Greenroom files are, for whom, until when, and what to do with them', {
    needs: 'nothing',
  })
    .input(z.object({ text: z.string().max(786_432) }))
    .output(z.array(InspectedFile)),
};
