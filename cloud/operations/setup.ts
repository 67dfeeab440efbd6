import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { makeLink } from '../auth/links.ts';
import { addMember, addOrganization, addPerson } from '../auth/people.ts';
import type { CloudParts } from '../context.ts';
import { hasNoOrganization } from '../store/queries/organization.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { createAccountMails } from './account-mails.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** There is one such fact: whoever writes it first has set the cloud up. */
const fact = 'set-up-by';

/** The first organization and its Owner, who also runs this cloud: so they are its vendor, too. */
export function setupOperations(parts: CloudParts) {
  const { auth, store } = parts;
  const mails = createAccountMails(parts);

  return {
    createOwner: os.setup.createOwner.handler(async ({ input, context }) => {
      await auth.countAttempt('set-up', context);
      if (!(await hasNoOrganization(store.db))) throw new Failure('already-set-up', {});
      const passwordHash = await auth.hashPassword(input.password);
      try {
        const { organization, owner, link } = await store.write(async (tx) => {
          const person = { name: input.name, email: input.email, passwordHash, isVendor: true, isVerified: false };
          const personId = await addPerson(tx, parts, person);
          await tx.insertInto('cloud_fact').values({ name: fact, value: personId }).execute();
          const organization = await addOrganization(tx, parts, { name: input.organization, timeZone: input.timeZone });
          await addMember(tx, parts, { organizationId: organization, personId, role: 'owner' });
          const deed = { action: 'setup.create-owner', organization, subject: personId };
          const owner = { id: personId, name: input.name, email: input.email.toLowerCase() };
          await recordDeed(parts, { caller: { person: owner }, address: context.address }, tx, deed);
          return { organization, owner, link: await makeLink(tx, parts, 'verify-email', personId) };
        });
        mails.emailLink(owner, link, text.accountMails.verifyEmail);
        return { organization };
      } catch (error) {
        if (isUniqueViolation(error)) throw new Failure('already-set-up', {}, { cause: error });
        throw error;
      }
    }),
  };
}
