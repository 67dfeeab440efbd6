import { z } from 'zod';
import { Email } from '../../models/addresses.ts';
import { Catalogue } from '../../models/catalogue.ts';
import { KeyRole } from '../../files/trust-root.ts';
import { Id, Slug } from '../../models/id.ts';
import { License, LicenseKind } from '../../models/license.ts';
import { OrganizationName, TimeZone } from '../../models/organization.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';
import { vendorDocument } from './document.ts';
import { IdempotencyKey } from './license.ts';
import { vendorSignOn } from './single-sign-on.ts';
import { vendorRelease } from './vendor-release.ts';
import { vendorTicket } from './vendor-ticket.ts';

const CloudKeyList = z.object({
  version: z.int().describe('of the trust root'),
  fingerprint: z.string(),
  keys: z.array(z.object({ id: Id, role: KeyRole, since: Moment, signs: z.boolean() })),
});

const idempotencyKey = IdempotencyKey.optional();

/** What the vendor does: sell. By people marked as vendor, or on the cloud's own command line (`npm run cloud -- organization create …`). */
export const vendor = {
  organization: {
    create: operation('Makes an organization and invites its first Owner by mail', {
      needs: 'vendor',
      example:
        'organization create --name "Northlight Studios" --owner ingrid@northlight.example --time-zone Europe/Oslo',
    })
      .input(
        z.object({
          name: OrganizationName,
          timeZone: TimeZone.default('UTC'),
          owner: Email,
          idempotencyKey,
        }),
      )
      .output(z.object({ organization: Id, invitation: Id, url: z.url() })),
    list: operation('Lists all organizations of this cloud', { needs: 'vendor', example: 'organization list' })
      .input(z.object({}))
      .output(
        z.array(
          z.object({
            id: Id,
            name: z.string(),
            people: z.int(),
            licenses: z.int(),
            closedAt: Moment.nullable().describe('null: it is open'),
          }),
        ),
      ),
    reopen: operation(
      'Opens a closed organization again, within 30 days, with the people and licenses it had',
      { needs: 'vendor', example: 'organization reopen --organization O-1' },
      ['not-found', 'reopen-too-late'],
    )
      .input(z.object({ organization: Id, idempotencyKey }))
      .output(z.object({ organization: Id, people: z.int() })),
  },
  license: {
    issue: operation(
      'Gives an organization a license',
      {
        needs: 'vendor',
        example:
          'license issue --organization O-1 --product graphics --edition xr --kind floating --seats 6 --ends-at 2027-06-30',
      },
      ['not-found'],
    )
      .input(
        z
          .object({
            organization: Id,
            product: Slug,
            edition: Slug,
            kind: LicenseKind,
            seats: z.int().min(1).max(10_000),
            trial: z.boolean().default(false),
            startsAt: Moment.optional().describe('now when left out'),
            endsAt: Moment.nullable().default(null).describe('never when left out'),
            idempotencyKey,
          })
          .refine((input) => input.endsAt === null || input.endsAt > (input.startsAt ?? 0), {
            path: ['endsAt'],
            message: 'ends before it starts',
          }),
      )
      .output(License),
    list: operation(
      'Lists the licenses of an organization',
      { needs: 'vendor', example: 'license list --organization O-1' },
      ['not-found'],
    )
      .input(z.object({ organization: Id }))
      .output(z.array(License)),
    renew: operation(
      'Moves the end of a license',
      { needs: 'vendor', example: 'license renew --license L-1 --ends-at 2028-06-30' },
      ['not-found', 'license-revoked'],
    )
      .input(z.object({ license: Id, endsAt: Moment.nullable(), idempotencyKey }))
      .output(License),
    end: operation(
      'Ends a license now; its machines learn it at their next heartbeat',
      { needs: 'vendor', example: 'license end --license L-1' },
      ['not-found'],
    )
      .input(z.object({ license: Id, idempotencyKey }))
      .output(License),
  },
  keys: {
    list: operation('Lists the keys that speak for this cloud', { needs: 'vendor', example: 'keys list' })
      .input(z.object({}))
      .output(CloudKeyList),
    rotate: operation(
      'Gives a role a new key and writes the next trust root, signed by the old root and the new; the keys before stay good',
      { needs: 'vendor', example: 'keys rotate --role lease' },
      ['conflict'],
    )
      .input(z.object({ role: KeyRole }))
      .output(CloudKeyList),
    revoke: operation(
      'Takes a key out of the trust root: what it signed stops working wherever the new root arrives',
      { needs: 'vendor', example: 'keys revoke --key 0f1e2d3c4b5a6978' },
      ['not-found', 'last-key', 'conflict'],
    )
      .input(z.object({ key: Id }))
      .output(CloudKeyList),
  },
  person: {
    resetTwoFactor: operation(
      'Turns two-factor off for somebody who has lost their phone and their recovery codes; they are told by mail',
      { needs: 'vendor', example: 'person reset-two-factor --email jo@northlight.example' },
      ['not-found'],
    )
      .input(z.object({ email: Email }))
      .output(z.object({ person: Id })),
  },
  catalogue: {
    import: operation(
      'Replaces the catalogue of products, editions and links',
      { needs: 'vendor', example: 'catalogue import --input catalogue.json' },
      ['conflict'],
    )
      .input(z.object({ catalogue: Catalogue, idempotencyKey }))
      .output(z.object({ products: z.int(), editions: z.int() })),
  },
  release: vendorRelease,
  ticket: vendorTicket,
  signOn: vendorSignOn,
  document: vendorDocument,
};
