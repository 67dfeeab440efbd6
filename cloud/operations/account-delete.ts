import { Failure } from '#shared/errors.ts';
import type { DeletionRefusal } from '#shared/models/account.ts';
import type { Person } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { lockMembers } from '../auth/memberships.ts';
import type { CloudParts } from '../context.ts';
import { deletionRefusals, isAlone } from '../rules/deletion.ts';
import type { Write } from '../store/open.ts';
import { closeIn } from '../store/queries/closing.ts';
import { deletionFactsOf } from '../store/queries/deletion.ts';
import { findPerson } from '../store/queries/person.ts';
import { forgetInAudit, removePersonRows } from '../store/queries/person-rows.ts';
import { createAccountMails } from './account-mails.ts';
import { lockedLicenses } from './assignment.ts';
import { recordDeed } from './audit.ts';
import { graceInWords, loseRight } from './loss-of-right.ts';
import { forgetSamplePassword } from './sample-person.ts';

type Parts = Pick<CloudParts, 'clock' | 'config' | 'log' | 'mail' | 'random' | 'store'>;

/** So many accounts in one round. */
const most = 20;

/**
 * Deletes the accounts whose time has come. Meanwhile something may stand in the way again (T6, F1): then their people
 * are told, once, and it is tried again in the next round.
 */
export async function deleteDueAccounts(parts: Parts): Promise<void> {
  const { store, clock, mail } = parts;
  const due = await store.db
    .selectFrom('account_deletion')
    .select('person_id')
    .where('due_at', '<=', clock.now())
    .orderBy('due_at')
    .limit(most)
    .execute();
  for (const { person_id: id } of due) {
    const person = await findPerson(store.db, 'id', id);
    if (!person) continue;
    try {
      const isDone = await store.write((tx) => deleteAccount(parts, tx, person));
      if (isDone) await mail.send({ to: person.email, ...text.accountMails.deleted(person) });
    } catch (error) {
      if (!(error instanceof Failure && 'refusals' in error.details)) throw error;
      await tellHeldUp(parts, person, error.details.refusals);
    }
  }
}

/** False when somebody else has just done it, or the person has cancelled. */
async function deleteAccount(parts: Parts, tx: Write, person: Person): Promise<boolean> {
  const { store, clock } = parts;
  const now = clock.now();
  const taken = await tx
    .deleteFrom('account_deletion')
    .where('person_id', '=', person.id)
    .where('due_at', '<=', now)
    .executeTakeFirst();
  if (taken.numDeletedRows === 0n) return false;
  const before = await deletionFactsOf(tx, person.id);
  for (const { id } of before.places) await lockMembers(store, tx, id, [person.id]);
  const ids = [...new Set(before.seats.map(({ license }) => license))];
  const licenses = ids.length === 0 ? [] : await lockedLicenses(parts, tx, ids);
  const { places, seats } = await deletionFactsOf(tx, person.id);
  const refusals = deletionRefusals(places, seats, now);
  if (refusals.length > 0) throw new Failure('deletion-refused', { refusals });

  const doer = { caller: { person: { ...person, name: text.audit.deletedPerson } }, address: null };
  const alone = new Set(places.filter(isAlone).map(({ id }) => id));
  const running = seats.filter((seat) => !alone.has(seat.organization));
  const begun = await loseRight(tx, running, person.id, now);
  for (const { id: organization, name, role } of places) {
    if (alone.has(organization)) {
      await closeIn(tx, organization, { at: now, by: person.id });
      const deed = { action: 'organization.close', organization, subject: organization, details: { name, people: 1 } };
      await recordDeed(parts, doer, tx, deed);
      continue;
    }
    const own = licenses.filter((license) => license.organization === organization);
    const inGrace = begun.filter(({ lease }) => own.some(({ id }) => id === lease.license));
    const details = { role, seats: await graceInWords(tx, inGrace, own, now) };
    await recordDeed(parts, doer, tx, { action: 'team.leave', organization, subject: person.id, details });
  }
  await recordDeed(parts, doer, tx, { action: 'account.delete', organization: null, subject: person.id });
  await forgetSamplePassword(tx, person.email);
  await forgetInAudit(tx, person, text.audit.deletedPerson);
  await removePersonRows(tx, person, now);
  return true;
}

async function tellHeldUp(parts: Parts, person: Person, refusals: readonly DeletionRefusal[]): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const { numUpdatedRows } = await store.db
    .updateTable('account_deletion')
    .set({ held_up_at: now })
    .where('person_id', '=', person.id)
    .where('held_up_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const reason = text.errors['deletion-refused']({ refusals: [...refusals] }).sentence;
  createAccountMails(parts).tell(person, '', (words) => text.accountMails.deletionHeldUp({ ...words, reason }));
}
