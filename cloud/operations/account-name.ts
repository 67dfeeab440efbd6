import { minute } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { isoOf } from '../store/moment.ts';
import { findPerson } from '../store/queries/person.ts';
import { createAccountMails, whereFrom } from './account-mails.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** A name saves itself while it is typed: its mail waits until it has not changed for so long. */
export const nameRests = 10 * minute;

/** What a person is called. */
export function nameOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    rename: os.account.rename.handler(async ({ input: { name }, context }) => {
      const caller = callerOf(context);
      const { person } = caller;
      const now = clock.now();
      const last = { client: await whereFrom(parts, caller, context), renamed_at: now };
      await store.write(async (tx) => {
        await tx
          .updateTable('user')
          .set({ name, updatedAt: isoOf(now) })
          .where('id', '=', person.id)
          .execute();
        await tx
          .insertInto('renamed_person')
          .values({ person_id: person.id, name_before: person.name, ...last })
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(last))
          .execute();
        const details = { from: person.name, to: name };
        const deed = { action: 'account.rename', organization: null, subject: person.id, details };
        await recordDeed(parts, context, tx, deed);
      });
      return { ...person, name };
    }),
  };
}

/** Tells people that they are called otherwise now, once, when a name has come to rest. */
export async function tellOfNames(parts: Pick<CloudParts, 'clock' | 'config' | 'log' | 'mail' | 'store'>) {
  const { store, clock } = parts;
  const mails = createAccountMails(parts);
  const rested = clock.now() - nameRests;
  const renamed = await store.db.selectFrom('renamed_person').selectAll().where('renamed_at', '<=', rested).execute();
  for (const { person_id: id, name_before: before, client, renamed_at: at } of renamed) {
    const taken = await store.db
      .deleteFrom('renamed_person')
      .where('person_id', '=', id)
      .where('renamed_at', '=', at)
      .executeTakeFirst();
    const person = await findPerson(store.db, 'id', id);
    // Another process was first, or it was put back.
    if (taken.numDeletedRows === 0n || !person || person.name === before) continue;
    mails.tell(person, client, (words) => text.accountMails.renamed({ ...words, before }), at);
  }
}
