import type { DeletionPreview } from '#shared/models/account.ts';
import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { deletionRefusals, deletionWait, isAlone } from '../rules/deletion.ts';
import { isLapsed } from '../rules/lease-life.ts';
import { deletionFactsOf } from '../store/queries/deletion.ts';
import { type AccountMails, whereFrom } from './account-mails.ts';
import { provePassword } from './account-proof.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** Asking for the deletion of one's account, and thinking better of it. `account-delete.ts` carries it out. */
export function deletionOperations(parts: CloudParts, mails: AccountMails) {
  const { store, clock } = parts;

  return {
    previewDeletion: os.account.previewDeletion.handler(async ({ context }): Promise<DeletionPreview> => {
      const now = clock.now();
      const { places, seats } = await deletionFactsOf(store.db, callerOf(context).person.id);
      const closing = new Set(places.filter(isAlone).map(({ id }) => id));
      return {
        dueAt: now + deletionWait,
        refusals: deletionRefusals(places, seats, now),
        organizations: places.map((place) => ({ name: place.name, isAlone: isAlone(place) })),
        seats: seats
          .filter((seat) => !isLapsed(seat, now) && !closing.has(seat.organization))
          .map(({ licenseName: license, machine }) => ({ license, machine })),
      };
    }),

    requestDeletion: os.account.requestDeletion.handler(async ({ input, context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      if (input.confirmation.trim().toLowerCase() !== person.email)
        throw new Failure('invalid-input', { problems: [{ field: 'confirmation', problem: 'not your address' }] });
      await provePassword(parts, context, input.password);
      const from = await whereFrom(parts, caller, context);
      const { dueAt, isNew } = await store.write(async (tx) => {
        const earlier = await tx
          .selectFrom('account_deletion')
          .select('due_at')
          .where('person_id', '=', person.id)
          .executeTakeFirst();
        if (earlier) return { dueAt: earlier.due_at, isNew: false };
        const now = clock.now();
        const { places, seats } = await deletionFactsOf(tx, person.id);
        const refusals = deletionRefusals(places, seats, now);
        if (refusals.length > 0) throw new Failure('deletion-refused', { refusals });
        const due = { requested_at: now, due_at: now + deletionWait };
        await tx
          .insertInto('account_deletion')
          .values({ person_id: person.id, ...due, held_up_at: null })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const deed = { action: 'account.request-deletion', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
        return { dueAt: due.due_at, isNew: true };
      });
      const days = deletionWait / day;
      if (isNew) mails.tell(person, from, (words) => text.accountMails.deletionAsked({ ...words, dueAt, days }));
      return { dueAt };
    }),

    cancelDeletion: os.account.cancelDeletion.handler(async ({ context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      const from = await whereFrom(parts, caller, context);
      const isCancelled = await store.write(async (tx) => {
        const gone = await tx.deleteFrom('account_deletion').where('person_id', '=', person.id).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        const deed = { action: 'account.cancel-deletion', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
        return true;
      });
      if (isCancelled) mails.tell(person, from, text.accountMails.deletionCancelled);
      return {};
    }),
  };
}
