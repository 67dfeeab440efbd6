import { Failure } from '#shared/errors.ts';
import type { License } from '#shared/models/license.ts';
import { invite } from '../auth/invitations.ts';
import { addOrganization } from '../auth/people.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { newId } from '../ids.ts';
import type { Write } from '../store/open.ts';
import { isForeignKeyViolation } from '../store/trouble.ts';
import { replaceCatalogue } from '../store/queries/catalogue.ts';
import { endLeasesOf } from '../store/queries/lease.ts';
import { soldLicenses } from '../store/queries/license.ts';
import { addLicenses, canIssue, listOrganizations, moveEnd, revokeLicense } from '../store/queries/vendor.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { reopenOrganization } from './organization-close.ts';
import { vendorSignOnOperations } from './single-sign-on.ts';
import { keyOperations } from './vendor-keys.ts';
import { personOperations } from './vendor-person.ts';

/** The vendor's side: organizations, what they bought, and what there is to buy. */
export function vendorOperations(parts: CloudParts) {
  return {
    organization: organizationOperations(parts),
    license: licenseOperations(parts),
    keys: keyOperations(parts),
    person: personOperations(parts),
    catalogue: catalogueOperations(parts),
    signOn: vendorSignOnOperations(parts),
  };
}

function organizationOperations(parts: CloudParts) {
  const { store, mail } = parts;
  return {
    create: os.vendor.organization.create.handler(async ({ context, input }) => {
      const { name, timeZone, owner } = input;
      const letters: Parameters<typeof mail.send>[0][] = [];
      const made = await context.write(async (tx) => {
        letters.length = 0;
        const organization = await addOrganization(tx, parts, { name, timeZone });
        const { invitation, url, letter } = await invite(tx, parts, {
          organization: { id: organization, name, timeZone, roleSet: 'full' },
          email: owner,
          role: 'owner',
          inviter: context.caller?.person ?? null,
        });
        letters.push(letter);
        const details = { name, owner };
        await recordDeed(parts, context, tx, {
          action: 'organization.create',
          organization,
          subject: organization,
          details,
        });
        return { organization, invitation, url };
      });
      for (const letter of letters) await mail.send(letter);
      return made;
    }),
    list: os.vendor.organization.list.handler(() => listOrganizations(store.db)),
    reopen: os.vendor.organization.reopen.handler(({ context, input: { organization } }) =>
      reopenOrganization(parts, context, organization),
    ),
  };
}

function licenseOperations(parts: CloudParts) {
  const { store, clock, random } = parts;
  return {
    issue: os.vendor.license.issue.handler(({ context, input }) =>
      context.write(async (tx) => {
        if (!(await canIssue(tx, input))) throw new Failure('not-found', {});
        const id = newId(random, 'L');
        const now = clock.now();
        await addLicenses(tx, [{ ...input, id, startsAt: input.startsAt ?? now }], now);
        return changed(parts, context, tx, 'license.issue', id);
      }),
    ),
    list: os.vendor.license.list.handler(async ({ input }) => {
      const organizations = await listOrganizations(store.db);
      if (!organizations.some(({ id }) => id === input.organization)) throw new Failure('not-found', {});
      return soldLicenses(store.db, input);
    }),
    renew: os.vendor.license.renew.handler(({ context, input }) =>
      context.write(async (tx) => {
        const [before] = await soldLicenses(tx, input);
        if (!before) throw new Failure('not-found', {});
        const words = `${before.product.name} ${before.edition.name}`;
        if (before.revokedAt !== null) throw new Failure('license-revoked', { license: words });
        if (input.endsAt !== null && input.endsAt <= before.startsAt) {
          throw new Failure('invalid-input', { problems: [{ field: 'endsAt', problem: 'ends before it starts' }] });
        }
        await moveEnd(tx, input.license, input.endsAt);
        return changed(parts, context, tx, 'license.renew', input.license, { endedBefore: before.endsAt });
      }),
    ),
    end: os.vendor.license.end.handler(({ context, input }) =>
      context.write(async (tx) => {
        const now = clock.now();
        await store.lock(tx, 'license', input.license);
        await revokeLicense(tx, input.license, now);
        await endLeasesOf(tx, input.license, {
          reason: 'license-revoked',
          at: now,
          by: context.caller?.person.id ?? null,
        });
        return changed(parts, context, tx, 'license.end', input.license);
      }),
    ),
  };
}

/** The license as it is now, with the deed on record. */
async function changed(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  action: string,
  license: string,
  details: Record<string, unknown> = {},
): Promise<License> {
  const [after] = await soldLicenses(tx, { license });
  if (!after) throw new Failure('not-found', {});
  const { product, edition, kind, seats, startsAt, endsAt } = after;
  await recordDeed(parts, context, tx, {
    action,
    organization: after.organization.id,
    subject: license,
    details: { license: `${product.name} ${edition.name}`, kind, seats, startsAt, endsAt, ...details },
  });
  return after;
}

function catalogueOperations(parts: CloudParts) {
  return {
    import: os.vendor.catalogue.import.handler(async ({ context, input: { catalogue } }) => {
      const counts = {
        products: catalogue.products.length,
        editions: catalogue.products.flatMap((product) => product.editions).length,
      };
      try {
        return await context.write(async (tx) => {
          await replaceCatalogue(tx, catalogue);
          await recordDeed(parts, context, tx, {
            action: 'catalogue.import',
            organization: null,
            subject: 'catalogue',
            details: counts,
          });
          return counts;
        });
      } catch (error) {
        // An edition that somebody has a license for cannot leave the catalogue.
        if (isForeignKeyViolation(error)) throw new Failure('conflict', {}, { cause: error });
        throw error;
      }
    }),
  };
}
