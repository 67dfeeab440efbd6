import { z } from 'zod';
import { Email } from '../../models/addresses.ts';
import { Id } from '../../models/id.ts';
import {
  ClientId,
  ClientSecret,
  Issuer,
  MailDomain,
  SignOnDomain,
  SignOnProbe,
  SignOnSettings,
} from '../../models/single-sign-on.ts';
import { operation } from '../operation.ts';

const ofOrganization = z.object({ organization: Id });
const ofDomain = ofOrganization.extend({ domain: MailDomain });

/** Sign-in with the accounts of the organization, by OpenID Connect. */
export const singleSignOn = {
  find: operation(
    'Says whose single sign-on is for addresses like this one; the same for every address of a domain',
    { needs: 'nothing', example: 'cloud single-sign-on find --email jo@studio.example' },
    ['too-many-attempts'],
  )
    .input(z.object({ email: Email }))
    .output(
      z.object({
        signOn: z.object({ organization: z.string(), provider: z.string().describe('its host') }).nullable(),
      }),
    ),
  show: operation('Shows how the people of an organization sign in at its own provider', {
    needs: 'organization.view-company',
    subject: 'organization',
    example: 'cloud single-sign-on show --organization O-1',
  })
    .input(ofOrganization)
    .output(SignOnSettings),
  update: operation(
    'Changes the provider, and whether it is used; what is left out stays, but a new issuer or client needs its own secret',
    {
      needs: 'organization.edit',
      subject: 'organization',
      example: 'cloud single-sign-on update --organization O-1 --is-on',
    },
    ['sign-on-incomplete'],
  )
    .input(
      ofOrganization.extend({
        issuer: Issuer.optional(),
        clientId: ClientId.optional(),
        clientSecret: ClientSecret.optional(),
        isOn: z.boolean().optional(),
        isRequired: z.boolean().optional(),
      }),
    )
    .output(SignOnSettings),
  test: operation('Asks the provider that is saved what it is, and whether it knows this client', {
    needs: 'organization.edit',
    subject: 'organization',
    example: 'cloud single-sign-on test --organization O-1',
  })
    .input(ofOrganization)
    .output(SignOnProbe),
  addDomain: operation('Adds a mail domain, which counts once it is proven', {
    needs: 'organization.edit',
    subject: 'organization',
    example: 'cloud single-sign-on add-domain --organization O-1 --domain studio.example',
  })
    .input(ofDomain)
    .output(SignOnDomain),
  proveDomain: operation(
    'Looks for the TXT record that proves a domain',
    {
      needs: 'organization.edit',
      subject: 'organization',
      example: 'cloud single-sign-on prove-domain --organization O-1 --domain studio.example',
    },
    ['not-found', 'domain-not-proven', 'domain-taken'],
  )
    .input(ofDomain)
    .output(SignOnDomain),
  removeDomain: operation(
    'Removes a mail domain: its people sign in with their password again',
    {
      needs: 'organization.edit',
      subject: 'organization',
      example: 'cloud single-sign-on remove-domain --organization O-1 --domain studio.example',
    },
    ['not-found'],
  )
    .input(ofDomain)
    .output(z.object({})),
  unlink: operation(
    'Forgets which account at the provider is a person’s; the next sign-in links them anew, by their address',
    {
      needs: 'organization.edit',
      subject: 'organization',
      example: 'cloud single-sign-on unlink --organization O-1 --person P-2',
    },
    ['not-found'],
  )
    .input(ofOrganization.extend({ person: Id }))
    .output(z.object({})),
};

/** What the vendor may do about it. */
export const vendorSignOn = {
  confirmDomain: operation(
    'Confirms that a mail domain belongs to an organization, where a TXT record cannot be had',
    { needs: 'vendor', example: 'sign-on confirm-domain --organization O-1 --domain studio.example' },
    ['not-found', 'domain-taken'],
  )
    .input(ofDomain)
    .output(SignOnDomain),
};
