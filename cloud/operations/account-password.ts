import { Failure } from '#shared/errors.ts';
import { makeLink, openLink, takeLink } from '../auth/links.ts';
import { setPassword } from '../auth/passwords.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { findPerson } from '../store/queries/person.ts';
import { type AccountMails, whereFrom } from './account-mails.ts';
import { provePassword } from './account-proof.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { forgetSamplePassword } from './sample-person.ts';

/** A new password, with the old one or by link. It ends every session; ending a session never ends a lease. */
export function passwordOperations(parts: CloudParts, mails: AccountMails) {
  const { auth, store } = parts;
  const opens = ['reset-password'] as const;

  return {
    changePassword: os.account.changePassword.handler(async ({ input, context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      await provePassword(parts, context, input.oldPassword);
      const from = await whereFrom(parts, caller, context);
      const passwordHash = await auth.hashPassword(input.newPassword);
      await store.write(async (tx) => {
        await setPassword(tx, parts, { personId: person.id, passwordHash });
        await forgetSamplePassword(tx, person.email);
        const deed = { action: 'account.change-password', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
      });
      await auth.unlock(person.email);
      mails.passwordChanged(person, from);
      return {};
    }),

    requestReset: os.account.requestReset.handler(async ({ input, context }) => {
      await auth.countAttempt('reset', context);
      const email = input.email.toLowerCase();
      const isFew = await auth.mayMail(email);
      const found = await findPerson(store.db, 'email', email);
      // Somebody or nobody: the same work up to the answer, so that neither its words nor its time tell them apart.
      const person = isFew ? found : null;
      const link = await store.write(async (tx) => {
        const deed = { action: 'account.request-reset', organization: null, subject: found?.id ?? 'nobody' };
        await recordDeed(parts, { caller: null, address: context.address }, tx, deed);
        return makeLink(tx, parts, 'reset-password', person?.id ?? null);
      });
      if (person) mails.resetLink(person, link);
      return {};
    }),

    showReset: os.account.showReset.handler(async ({ input, context }) => {
      await auth.countAttempt('link-use', context);
      const { expiresAt } = await openLink(store.db, parts, opens, input.token);
      return { expiresAt };
    }),

    resetPassword: os.account.resetPassword.handler(async ({ input, context }) => {
      await auth.countAttempt('link-use', context);
      // Hashing is slow: not for a link that is none.
      const { personId } = await openLink(store.db, parts, opens, input.token);
      const passwordHash = await auth.hashPassword(input.password);
      const person = await findPerson(store.db, 'id', personId);
      if (!person) throw new Failure('link-ended', {});
      await store.write(async (tx) => {
        await takeLink(tx, parts, opens, input.token);
        await setPassword(tx, parts, { personId, passwordHash });
        await forgetSamplePassword(tx, person.email);
        const deed = { action: 'account.reset-password', organization: null, subject: personId };
        await recordDeed(parts, { caller: { person }, address: context.address }, tx, deed);
      });
      await auth.unlock(person.email);
      mails.passwordChanged(person, await whereFrom(parts, null, context));
      return {};
    }),
  };
}
