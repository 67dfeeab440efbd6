import { callerOf, type CloudParts } from '../context.ts';
import { isoOf } from '../store/moment.ts';
import { accountOf } from '../store/queries/account.ts';
import { deletionOperations } from './account-deletion.ts';
import { emailOperations } from './account-email.ts';
import { createAccountMails } from './account-mails.ts';
import { passwordOperations } from './account-password.ts';
import { privacyOperations } from './account-privacy.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** A person's own account. */
export function accountOperations(parts: CloudParts) {
  const { store, clock } = parts;
  const mails = createAccountMails(parts);

  return {
    show: os.account.show.handler(({ context }) => accountOf(store.db, callerOf(context).person.id)),

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

    ...passwordOperations(parts, mails),
    ...emailOperations(parts, mails),
    ...privacyOperations(parts, mails),
    ...deletionOperations(parts, mails),
  };
}
