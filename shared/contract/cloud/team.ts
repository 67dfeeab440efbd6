import { z } from 'zod';
import { AddressVerdict } from '../../models/addresses.ts';
import { Id } from '../../models/id.ts';
import { Role } from '../../models/role.ts';
import { Password } from '../../models/person.ts';
import {
  CalledName,
  FormerPerson,
  InvitedAddress,
  LicenseToAssign,
  OwnershipOffer,
  PersonNote,
  RemovedPerson,
  SeatInGrace,
  TeamEntry,
  TeamLicense,
  TeamPerson,
  TeamSort,
  TeamState,
  TeamTotals,
} from '../../models/team.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

const ofOrganization = z.object({ organization: Id });

const Addresses = z.array(z.string().max(320)).min(1).max(200).describe('each with or without a name: Jo <jo@…>');

/** Words that are all in it; long enough for an address. */
const Words = z.string().trim().max(254);

/** The people of an organization, those it has invited, and those who were there (T3-T7, T11). */
export const team = {
  list: operation('Lists the people of an organization and its open invitations, page by page', {
    needs: 'team.view',
    subject: 'organization',
    example: 'cloud team list --organization O-1 --find "jo graphics" --states unverified pending',
  })
    .input(
      ofOrganization.extend({
        find: Words.optional().describe('words that are all in name, address or licenses'),
        role: Role.optional(),
        states: z.array(TeamState).min(1).max(5).optional().describe('left out: all but those who were removed'),
        sort: TeamSort.default('state'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(1_000_000).default(0),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .output(
      z.object({
        entries: z.array(TeamEntry),
        total: z.int().describe('how many there are on all pages'),
        totals: TeamTotals,
      }),
    ),
  show: operation(
    'Shows a person of an organization, or who was there, with their licenses and seats',
    {
      needs: 'team.view',
      subject: 'organization',
      example: 'cloud team show --organization O-1 --person P-2',
    },
    ['not-found'],
  )
    .input(ofOrganization.extend({ person: Id }))
    .output(
      z.object({
        entry: z.discriminatedUnion('kind', [TeamPerson, FormerPerson]),
        note: z.string().nullable(),
        licenses: z.array(TeamLicense),
      }),
    ),
  describe: operation(
    'Says how a person is called in an organization, and notes something about them; their account stays as it is',
    {
      needs: 'team.manage',
      subject: 'organization',
      example: 'cloud team describe --organization O-1 --person P-2 --called "Jo (night shift)"',
    },
    ['not-found'],
  )
    .input(
      ofOrganization.extend({
        person: Id,
        called: CalledName.nullable().optional().describe('null: as in their account'),
        note: PersonNote.nullable().optional(),
      }),
    )
    .output(z.object({ called: z.string().nullable(), note: z.string().nullable() })),
  licenses: operation('Searches the licenses that somebody can be given, at most 50 of them', {
    needs: 'team.view',
    subject: 'organization',
    example: 'cloud team licenses --organization O-1 --find "graphics xr"',
  })
    .input(
      ofOrganization.extend({
        find: Words.optional().describe('words that are all in name or number'),
        person: Id.optional().describe('without those that this person is assigned to'),
      }),
    )
    .output(z.object({ licenses: z.array(LicenseToAssign), total: z.int() })),
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
        addresses: Addresses,
        role: Role,
        licenses: z.array(Id).max(100).optional().describe('assigned on acceptance'),
        idempotencyKey: IdempotencyKey.optional(),
      }),
    )
    .output(z.object({ addresses: z.array(InvitedAddress) })),
  previewInvite: operation('Says of each address whether it can be invited, and invites nobody', {
    needs: 'team.manage',
    subject: 'organization',
    example: 'cloud team preview-invite --organization O-1 --addresses jo@studio.example',
  })
    .input(ofOrganization.extend({ addresses: Addresses }))
    .output(z.object({ verdicts: z.array(AddressVerdict).describe('in the order of the addresses') })),
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
  forget: operation(
    'Deletes what an organization keeps about a person who was removed; their account stays',
    {
      needs: 'team.manage',
      subject: 'organization',
      example: 'cloud team forget --organization O-1 --person P-2',
    },
    ['not-found', 'person-in-use'],
  )
    .input(ofOrganization.extend({ person: Id }))
    .output(z.object({})),
  offers: operation('Lists the organizations that are being handed over to me, or by their Owners, of whom I am one', {
    needs: 'session',
    example: 'cloud team offers',
  })
    .input(z.object({}))
    .output(z.array(OwnershipOffer)),
  offerOwnership: operation(
    'Offers a Manager to become Owner in my place: I am Manager when they accept, within 7 days',
    {
      needs: 'team.hand-over',
      subject: 'organization',
      example: 'cloud team offer-ownership --organization O-1 --person P-2 --name "Northlight Studios"',
    },
    ['not-found', 'wrong-credentials', 'too-many-attempts', 'not-a-manager', 'hand-over-open'],
  )
    .input(
      ofOrganization.extend({
        person: Id,
        name: z.string().max(80).describe('of the organization, typed to confirm'),
        password: Password.describe('my own'),
      }),
    )
    .output(z.object({ offer: Id, expiresAt: Moment })),
  withdrawOwnership: operation(
    'Takes back the offer to hand an organization over',
    {
      needs: 'team.hand-over',
      subject: 'organization',
      example: 'cloud team withdraw-ownership --organization O-1 --offer H-1',
    },
    ['not-found', 'hand-over-ended'],
  )
    .input(ofOrganization.extend({ offer: Id }))
    .output(z.object({})),
  acceptOwnership: operation(
    'Accepts to be Owner; whoever handed over is Manager from then on',
    {
      needs: 'organization.view',
      subject: 'organization',
      changesSession: true,
      example: 'cloud team accept-ownership --organization O-1 --offer H-1',
    },
    ['not-found', 'hand-over-ended'],
  )
    .input(ofOrganization.extend({ offer: Id }))
    .output(z.object({})),
  declineOwnership: operation(
    'Declines to be Owner; everything stays as it is',
    {
      needs: 'organization.view',
      subject: 'organization',
      example: 'cloud team decline-ownership --organization O-1 --offer H-1',
    },
    ['not-found', 'hand-over-ended'],
  )
    .input(ofOrganization.extend({ offer: Id }))
    .output(z.object({})),
};
