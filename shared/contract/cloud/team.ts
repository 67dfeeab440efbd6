import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { Role } from '../../models/role.ts';
import {
  InvitedAddress,
  RemovedPerson,
  SeatInGrace,
  TeamInvitation,
  TeamLicense,
  TeamPerson,
} from '../../models/team.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

const ofOrganization = z.object({ organization: Id });

/** The people of an organization, and those it has invited (T3-T6, T11). */
export const team = {
  list: operation('Lists the people of an organization and its open invitations', {
    needs: 'team.view',
    subject: 'organization',
    example: 'cloud team list --organization O-1',
  })
    .input(ofOrganization)
    .output(z.object({ people: z.array(TeamPerson), invitations: z.array(TeamInvitation) })),
  show: operation(
    'Shows a person’s licenses in an organization, with their seats',
    {
      needs: 'team.view',
      subject: 'organization',
      example: 'cloud team show --organization O-1 --person P-2',
    },
    ['not-found'],
  )
    .input(ofOrganization.extend({ person: Id }))
    .output(z.object({ person: TeamPerson, licenses: z.array(TeamLicense) })),
  invite: operation(
    'Invites one or many addresses; who is there already is left out',
    {
      needs: 'team.manage',
      subject: 'organization',
      example: 'cloud team invite --organization O-1 --addresses jo@studio.example --role editor',
    },
    ['not-found', 'not-allowed', 'license-ended', 'license-revoked'],
  )
    .input(
      ofOrganization.extend({
        addresses: z.array(z.string().max(320)).min(1).max(200).describe('each with or without a name: Jo <jo@…>'),
        role: Role,
        licenses: z.array(Id).max(100).optional().describe('assigned on acceptance'),
        idempotencyKey: IdempotencyKey.optional(),
      }),
    )
    .output(z.object({ addresses: z.array(InvitedAddress) })),
  cancelInvitation: operation(
    'Cancels an invitation: its link is dead at once',
    {
      needs: 'team.manage',
      subject: 'organization',
      example: 'cloud team cancel-invitation --organization O-1 --invitation I-1',
    },
    ['not-found', 'not-allowed', 'invitation-ended'],
  )
    .input(ofOrganization.extend({ invitation: Id }))
    .output(z.object({})),
  resendInvitation: operation(
    'Sends an invitation again, good for another 15 days; the link of before is dead',
    {
      needs: 'team.manage',
      subject: 'organization',
      example: 'cloud team resend-invitation --organization O-1 --invitation I-1',
    },
    ['not-found', 'not-allowed', 'invitation-ended'],
  )
    .input(ofOrganization.extend({ invitation: Id, idempotencyKey: IdempotencyKey.optional() }))
    .output(z.object({ invitation: Id, expiresAt: Moment })),
  setRole: operation(
    'Gives a person another role; seats that only the old role allowed get the unassign grace',
    {
      needs: 'team.manage',
      subject: 'organization',
      changesSession: true,
      example: 'cloud team set-role --organization O-1 --person P-2 --role manager',
    },
    ['not-found', 'not-allowed', 'last-owner', 'seat-is-offline'],
  )
    .input(ofOrganization.extend({ person: Id, role: Role }))
    .output(z.object({ seats: z.array(SeatInGrace) })),
  remove: operation(
    'Removes people from an organization; their accounts stay. When nobody can be removed, says why not',
    {
      needs: 'team.manage',
      subject: 'organization',
      changesSession: true,
      example: 'cloud team remove --organization O-1 --people P-2',
    },
    ['not-found', 'not-allowed', 'last-owner', 'seat-is-offline'],
  )
    .input(
      ofOrganization.extend({
        people: z.array(Id).min(1).max(100),
        idempotencyKey: IdempotencyKey.optional(),
      }),
    )
    .output(z.object({ people: z.array(RemovedPerson) })),
  leave: operation(
    'Leaves an organization, by oneself; the account stays',
    {
      needs: 'organization.view',
      subject: 'organization',
      changesSession: true,
      example: 'cloud team leave --organization O-1',
    },
    ['last-owner', 'seat-is-offline'],
  )
    .input(ofOrganization)
    .output(z.object({ seats: z.array(SeatInGrace) })),
};
