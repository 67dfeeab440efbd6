import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { dropLinks, makeLink, openLink, takeLink } from '../auth/links.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { refuseToLeave } from '../sign-on/required.ts';
import { isoOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import { findPerson } from '../store/queries/person.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { type AccountMails, whereFrom } from './account-mails.ts';
import { provePassword } from './account-proof.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { forgetSamplePassword } from './sample-person.ts';

const opens = ['change-email', 'verify-email'] as const;
const say = text.accountMails;

/** The address of an account: another one, and whether it is known to be theirs. Both by a link that was sent there. */
export function emailOperations(parts: CloudParts, mails: AccountMails) {
  const { auth, store, clock } = parts;

  return {
    requestEmail: os.account.requestEmail.handler(async ({ input, context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      const email = input.email.toLowerCase();
      if (email === person.email)
        throw new Failure('invalid-input', { problems: [{ field: 'email', problem: 'this is your address already' }] });
      await auth.countOnAccount('email-change', person.email);
      await provePassword(parts, context, input.password);
      await refuseToLeave(store.db, person.id, email);
      const isFew = await auth.mayMail(email);
      const owner = await findPerson(store.db, 'email', email);
      const from = await whereFrom(parts, caller, context);
      // Free or not: the same work, the same rows and the same number of mails, so that nothing tells them apart (S14).
      const link = await store.write(async (tx) => {
        await dropLinks(tx, person.id, ['change-email']);
        const made = await makeLink(tx, parts, 'change-email', owner ? null : person.id);
        const asked = { email, requested_at: clock.now(), expires_at: made.expiresAt };
        await tx
          .insertInto('email_change')
          .values({ person_id: person.id, ...asked })
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(asked))
          .execute();
        const details = { to: email };
        const deed = { action: 'account.request-email', organization: null, subject: person.id, details };
        await recordDeed(parts, context, tx, deed);
        return made;
      });
      mails.tell(person, from, (words) => say.emailAsked({ ...words, email }));
      if (isFew && owner) mails.tell(owner, from, ({ name }) => say.emailInUse({ name, email }));
      if (isFew && !owner) mails.emailLink(person, link, (words) => say.confirmNewEmail({ ...words, email }), email);
      return { expiresAt: link.expiresAt };
    }),

    cancelEmail: os.account.cancelEmail.handler(async ({ context }) => {
      const { person } = callerOf(context);
      await store.write(async (tx) => {
        const gone = await tx.deleteFrom('email_change').where('person_id', '=', person.id).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return;
        await dropLinks(tx, person.id, ['change-email']);
        const deed = { action: 'account.cancel-email', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
      });
      return {};
    }),

    requestVerification: os.account.requestVerification.handler(async ({ context }) => {
      const { person } = callerOf(context);
      if (await isVerified(person.id)) return {};
      await auth.countOnAccount('verify-mail', person.email);
      const link = await store.write(async (tx) => {
        const deed = { action: 'account.request-verification', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
        return makeLink(tx, parts, 'verify-email', person.id);
      });
      mails.emailLink(person, link, say.verifyEmail);
      return {};
    }),

    showEmailLink: os.account.showEmailLink.handler(async ({ input, context }) => {
      await auth.countAttempt('link-use', context);
      const { kind, personId, expiresAt } = await openLink(store.db, parts, opens, input.token);
      const email =
        kind === 'verify-email' ? (await findPerson(store.db, 'id', personId))?.email : await asked(personId);
      if (email === undefined) throw new Failure('link-ended', {});
      return { purpose: purposeOf(kind), email, expiresAt };
    }),

    confirmEmail: os.account.confirmEmail.handler(async ({ input, context }) => {
      await auth.countAttempt('link-use', context);
      const from = await whereFrom(parts, null, context);
      const { kind, person, email } = await store
        .write((tx) => confirm(tx, input.token, context.address))
        .catch((error: unknown) => {
          // Somebody else has made it theirs since it was asked for.
          if (isUniqueViolation(error)) throw new Failure('address-in-use', {}, { cause: error });
          throw error;
        });
      if (kind === 'change-email') mails.tell(person, from, (words) => say.emailChanged({ ...words, email }));
      return { purpose: purposeOf(kind), email };
    }),
  };

  /** Uses a link up. Sessions go on; every other link of that person is worthless, also those sent to the old address. */
  async function confirm(tx: Write, token: string, address: string | null) {
    const { kind, personId } = await takeLink(tx, parts, opens, token);
    const person = await findPerson(tx, 'id', personId);
    const email = kind === 'verify-email' ? person?.email : await asked(personId, tx);
    if (!person || email === undefined) throw new Failure('link-ended', {});
    if (kind === 'change-email') await refuseToLeave(tx, personId, email);
    await tx
      .updateTable('user')
      .set({ email, emailVerified: 1, updatedAt: isoOf(clock.now()) })
      .where('id', '=', personId)
      .execute();
    const doer = { caller: { person }, address };
    if (kind === 'verify-email') {
      await dropLinks(tx, personId, ['verify-email']);
      await recordDeed(parts, doer, tx, { action: 'account.verify-email', organization: null, subject: personId });
    } else {
      await dropLinks(tx, personId);
      await tx.deleteFrom('email_change').where('person_id', '=', personId).execute();
      await forgetSamplePassword(tx, person.email);
      const details = { from: person.email, to: email };
      const deed = { action: 'account.change-email', organization: null, subject: personId, details };
      await recordDeed(parts, doer, tx, deed);
    }
    return { kind, person, email };
  }

  async function asked(personId: string, db: Write | typeof store.db = store.db): Promise<string | undefined> {
    const row = await db
      .selectFrom('email_change')
      .select('email')
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return row?.email;
  }

  async function isVerified(personId: string): Promise<boolean> {
    const row = await store.db.selectFrom('user').select('emailVerified').where('id', '=', personId).executeTakeFirst();
    return Boolean(row?.emailVerified);
  }
}

const purposeOf = (kind: 'change-email' | 'verify-email' | 'reset-password') =>
  kind === 'change-email' ? 'change' : 'verify';
