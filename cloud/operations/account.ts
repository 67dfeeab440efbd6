import { Failure } from '#shared/errors.ts';
import { makeResetLink, openResetLink, takeResetLink } from '../auth/reset-links.ts';
import { setPassword } from '../auth/passwords.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { isoOf } from '../store/moment.ts';
import { createAccountMails } from './account-mails.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { forgetSamplePassword } from './sample-person.ts';

/** A person's own account. A new password ends every session; ending a session never ends a lease. */
export function accountOperations(parts: CloudParts) {
  const { auth, store, clock } = parts;
  const mails = createAccountMails(parts);

  return {
    rename: os.account.rename.handler(async ({ input: { name }, context }) => {
      const { person } = callerOf(context);
      await store.write(async (tx) => {
        const updatedAt = isoOf(clock.now());
        await tx.updateTable('user').set({ name, updatedAt }).where('id', '=', person.id).execute();
        const details = { from: person.name, to: name };
        const deed = { action: 'account.rename', organization: null, subject: person.id, details };
        await recordDeed(parts, context, tx, deed);
      });
      return { ...person, name };
    }),

    changePassword: os.account.changePassword.handler(async ({ input, context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      await auth.checkPassword(caller, input.oldPassword, context).catch(async (error: unknown) => {
        if (error instanceof Failure && error.code === 'wrong-credentials') {
          const deed = { action: 'account.refused', organization: null, subject: person.id };
          await store.write((tx) => recordDeed(parts, context, tx, deed));
        }
        throw error;
      });
      const from = await mails.whereFrom(caller, context);
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
      const found = await personWith('email', email);
      // Somebody or nobody: the same work up to the answer, so that neither its words nor its time tell them apart.
      const person = isFew ? found : null;
      const token = await store.write(async (tx) => {
        const deed = { action: 'account.request-reset', organization: null, subject: found?.id ?? 'nobody' };
        await recordDeed(parts, { caller: null, address: context.address }, tx, deed);
        return makeResetLink(tx, parts, person?.id ?? null);
      });
      if (person) mails.resetLink(person, token);
      return {};
    }),

    showReset: os.account.showReset.handler(async ({ input, context }) => {
      await auth.countAttempt('reset-use', context);
      const { expiresAt } = await openResetLink(store.db, parts, input.token);
      return { expiresAt };
    }),

    resetPassword: os.account.resetPassword.handler(async ({ input, context }) => {
      await auth.countAttempt('reset-use', context);
      // Hashing is slow: not for a link that is none.
      const { personId } = await openResetLink(store.db, parts, input.token);
      const passwordHash = await auth.hashPassword(input.password);
      const person = await personWith('id', personId);
      if (!person) throw new Failure('link-ended', {});
      await store.write(async (tx) => {
        await takeResetLink(tx, parts, input.token);
        await setPassword(tx, parts, { personId, passwordHash });
        await forgetSamplePassword(tx, person.email);
        const deed = { action: 'account.reset-password', organization: null, subject: personId };
        await recordDeed(parts, { caller: { person }, address: context.address }, tx, deed);
      });
      await auth.unlock(person.email);
      mails.passwordChanged(person, await mails.whereFrom(null, context));
      return {};
    }),
  };

  async function personWith(column: 'id' | 'email', value: string) {
    const person = await store.db
      .selectFrom('user')
      .select(['id', 'name', 'email'])
      .where(column, '=', value)
      .executeTakeFirst();
    return person ?? null;
  }
}
