import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { changesOf } from '../rules/changes.ts';
import { accountOf, privacyOf, setPrivacy } from '../store/queries/account.ts';
import { addConsents, findDocument } from '../store/queries/document.ts';
import { exportAccount } from './account-export.ts';
import { type AccountMails, whereFrom } from './account-mails.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** What a person agrees to, what they let the cloud do with their data, and all of it in a file. */
export function privacyOperations(parts: CloudParts, mails: AccountMails) {
  const { auth, store, clock } = parts;

  return {
    agree: os.account.agree.handler(async ({ input: { kind, version }, context }) => {
      const { person } = callerOf(context);
      await store.write(async (tx) => {
        const document = await findDocument(tx, kind, version);
        if (!document) throw new Failure('not-found', {});
        if (!document.isNewest) throw new Failure('document-replaced', { kind });
        const { toAgree } = await accountOf(tx, person.id);
        if (!toAgree.some((each) => each.kind === kind)) return;
        await addConsents(tx, person.id, [document], clock.now());
        const deed = {
          action: 'account.agree',
          organization: null,
          subject: person.id,
          details: { kind, version },
        };
        await recordDeed(parts, context, tx, deed);
      });
      return accountOf(store.db, person.id);
    }),

    choosePrivacy: os.account.choosePrivacy.handler(async ({ input, context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      const isChanged = await store.write(async (tx) => {
        const details = changesOf(await privacyOf(tx, person.id), input);
        if (Object.keys(details).length === 0) return false;
        await setPrivacy(tx, person.id, input, clock.now());
        const deed = { action: 'account.choose-privacy', organization: null, subject: person.id, details };
        await recordDeed(parts, context, tx, deed);
        return true;
      });
      const from = await whereFrom(parts, caller, context);
      if (isChanged) mails.tell(person, from, (words) => text.accountMails.privacyChanged({ ...words, ...input }));
      return input;
    }),

    export: os.account.export.handler(async ({ context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      await auth.countOnAccount('export', person.email);
      const from = await whereFrom(parts, caller, context);
      await store.write((tx) =>
        recordDeed(parts, context, tx, { action: 'account.export', organization: null, subject: person.id }),
      );
      const file = await exportAccount(parts, person.id);
      mails.tell(person, from, text.accountMails.exported);
      return file;
    }),
  };
}
