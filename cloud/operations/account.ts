import { callerOf, type CloudParts } from '../context.ts';
import { accountOf } from '../store/queries/account.ts';
import { deletionOperations } from './account-deletion.ts';
import { emailOperations } from './account-email.ts';
import { createAccountMails } from './account-mails.ts';
import { nameOperations } from './account-name.ts';
import { passwordOperations } from './account-password.ts';
import { privacyOperations } from './account-privacy.ts';
import { os } from './base.ts';

/** A person's own account. */
export function accountOperations(parts: CloudParts) {
  const { store } = parts;
  const mails = createAccountMails(parts);

  return {
    show: os.account.show.handler(({ context }) => accountOf(store.db, callerOf(context).person.id)),

    ...nameOperations(parts),
    ...passwordOperations(parts, mails),
    ...emailOperations(parts, mails),
    ...privacyOperations(parts, mails),
    ...deletionOperations(parts, mails),
  };
}
