import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { Company, LeaseHours, Organization, TeamMember, TimeZone } from '../../models/organization.ts';
import { operation } from '../operation.ts';

export const organization = {
  list: operation('Lists my organizations, the default one first; an API key sees its own', {
    needs: 'session',
    key: 'organization.view',
    example: 'cloud organization list',
  })
    .input(z.object({}))
    .output(z.array(Organization)),
  show: operation('Shows one of my organizations', {
    needs: 'organization.view',
    subject: 'organization',
    key: 'organization.view',
  })
    .input(z.object({ organization: Id }))
    .output(Organization),
  setDefault: operation('Makes an organization the one I land in', {
    needs: 'organization.view',
    subject: 'organization',
    changesSession: true,
  })
    .input(z.object({ organization: Id }))
    .output(z.object({})),
  update: operation(
    'Changes name, time zone, how long an online lease is good for, or whether machines may go offline until the license ends',
    {
      needs: 'organization.edit',
      subject: 'organization',
      changesSession: true,
      example: 'cloud organization update --organization O-1 --lease-hours 48',
    },
  )
    .input(
      z.object({
        organization: Id,
        name: z.string().trim().min(1).max(80).optional(),
        timeZone: TimeZone.optional(),
        leaseHours: LeaseHours.optional(),
        offlineUntilEnd: z.boolean().optional(),
      }),
    )
    .output(Organization),
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
  people: operation('Lists the people of an organization with their roles', {
    needs: 'team.view',
    subject: 'organization',
  })
    .input(z.object({ organization: Id }))
    .output(z.array(TeamMember)),
};
