import { Failure } from '#shared/errors.ts';
import { turnOff, twoFactorOf } from '../auth/two-factor.ts';
import type { CloudParts } from '../context.ts';
import { findPerson } from '../store/queries/person.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { createTwoFactorMails } from './two-factor-mails.ts';

/** What the vendor does for one person. */
export function personOperations(parts: CloudParts) {
  const { store } = parts;
  const mails = createTwoFactorMails(parts);
  return {
    resetTwoFactor: os.vendor.person.resetTwoFactor.handler(async ({ input, context }) => {
      const person = await findPerson(store.db, 'email', input.email.toLowerCase());
      // Nothing to turn off is answered like nobody: whoever asks has the wrong address.
      if (!person || !(await twoFactorOf(store.db, person.id))) throw new Failure('not-found', {});
      await store.write(async (tx) => {
        await turnOff(tx, person.id);
        const deed = { action: 'person.resetTwoFactor', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
      });
      await mails.tellNow('reset', person);
      return { person: person.id };
    }),
  };
}
