import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { OfflineLengths } from '../../models/offline-lengths.ts';
import { ClosePreview, OfflineLeaseOut } from '../../models/organization-close.ts';
import {
  Company,
  LeaseHours,
  Organization,
  OrganizationName,
  OwnedOrganization,
  TimeZone,
} from '../../models/organization.ts';
import { Buyers, RoleSet } from '../../models/role.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

export const organization = {
  list: operation('Lists my organizations, the default one first; an API key sees its own', {
    needs: 'session',
    key: 'organization.view',
    example: 'cloud organization list',
  })
    .input(z.object({}))
    .output(z.array(OwnedOrganization)),
  create: operation(
    'Makes an organization; whoever makes it is its Owner',
    {
      needs: 'session',
      changesSession: true,
      example: 'cloud organization create --name "Northlight Studios" --time-zone Europe/Oslo',
    },
    ['too-many-attempts'],
  )
    .input(z.object({ name: OrganizationName, timeZone: TimeZone, idempotencyKey: IdempotencyKey.optional() }))
    .output(z.object({ organization: Id })),
  show: operation('Shows one of my organizations', {
    needs: 'organization.view',
    subject: 'organization',
    key: 'organization.view',
  })
    .input(z.object({ organization: Id }))
    .output(OwnedOrganization),
  setDefault: operation('Makes an organization the one I land in', {
    needs: 'organization.view',
    subject: 'organization',
    changesSession: true,
  })
    .input(z.object({ organization: Id }))
    .output(z.object({})),
  update: operation(
    'Changes the name and the rules: time zone, how long an online lease is good for, how long machines may go offline, who may buy, which roles there are',
    {
      needs: 'organization.edit',
      subject: 'organization',
      changesSession: true,
      example: 'cloud organization update --organization O-1 --lease-hours 48 --offline-lengths 7 14',
    },
    ['role-set-in-use'],
  )
    .input(
      z.object({
        organization: Id,
        name: OrganizationName.optional(),
        timeZone: TimeZone.optional(),
        leaseHours: LeaseHours.optional(),
        offlineLengths: OfflineLengths.optional(),
        offlineUntilEnd: z.boolean().optional(),
        buyers: Buyers.optional(),
        roleSet: RoleSet.optional().describe('simple: only while nobody, and no open invitation, is Reader or Editor'),
      }),
    )
    .output(Organization),
  previewClose: operation('Says what closing an organization would end, and what runs on', {
    needs: 'organization.close',
    subject: 'organization',
    example: 'cloud organization preview-close --organization O-1',
  })
    .input(z.object({ organization: Id }))
    .output(ClosePreview),
  close: operation(
    'Closes an organization: online leases end, offline ones run until their signed end; the vendor can open it again for 30 days',
    {
      needs: 'organization.close',
      subject: 'organization',
      changesSession: true,
      example: 'cloud organization close --organization O-1 --name "Northlight Studios"',
    },
    ['name-differs', 'offline-leases-out'],
  )
    .input(
      z.object({
        organization: Id,
        name: z.string().max(200).describe('its name, typed'),
        offline: z.array(Id).max(50_000).default([]).describe('the offline leases that are known to run on'),
      }),
    )
    .output(z.object({ closedAt: Moment, offline: z.array(OfflineLeaseOut) })),
  company: operation('Shows what the bills of an organization say', {
    needs: 'organization.view-company',
    subject: 'organization',
  })
    .input(z.object({ organization: Id }))
    .output(Company),
  updateCompany: operation('Changes what the bills of an organization say; what is left out stays', {
    needs: 'organization.edit',
    subject: 'organization',
    example: 'cloud organization update-company --organization O-1 --legal-name "Northlight AS" --no-vat-id',
  })
    .input(Company.partial().extend({ organization: Id }))
    .output(Company),
};
