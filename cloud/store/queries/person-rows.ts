import { type Kysely, sql } from 'kysely';
import type { Person } from '#shared/models/person.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Write } from '../open.ts';
import type { Database } from '../schema.ts';
import { forgetInDeliveries } from './delivery.ts';

/**
 * Columns that hold a person without a reference to the table `user`, which would take their rows with it: the whole row
 * goes, or the row stays and holds nobody. A test compares this with the schema.
 */
export const personColumns = {
  'api_key.person_id': 'goes',
  'assignment.assigned_by': 'forgets',
  'assignment.person_id': 'goes',
  'audit.person_id': 'stays',
  'calendar_feed.person_id': 'goes',
  'closed_membership.person_id': 'goes',
  'deviceCode.userId': 'goes',
  'document.published_by': 'forgets',
  // It does refer to `user`, and would go with it.
  'invitation.inviterId': 'forgets',
  'issued_file.issued_by': 'forgets',
  'lease.ended_by': 'forgets',
  'lease.person_id': 'forgets',
  'notification.added_by': 'forgets',
  'organization_details.closed_by': 'forgets',
  'overlap.caused_by': 'forgets',
  'person_details.person_id': 'goes',
  'release.published_by': 'forgets',
  'release.yanked_by': 'forgets',
  'return_receipt.brought_by': 'forgets',
  'room.created_by': 'forgets',
  'sign_on_domain.proven_by': 'forgets',
  'webhook.created_by': 'forgets',
} as const satisfies Record<string, 'goes' | 'forgets' | 'stays'>;

/** Takes a person out of every table, the account last. The audit log is another matter: `forgetInAudit`. */
export async function removePersonRows(tx: Write, { id, email }: Person, at: Moment): Promise<void> {
  for (const [place, fate] of Object.entries(personColumns)) {
    const [name = '', columnName = ''] = place.split('.');
    const [table, column] = [sql.table(name), sql.ref(columnName)];
    if (fate === 'goes') await sql`delete from ${table} where ${column} = ${id}`.execute(tx);
    if (fate === 'forgets') await sql`update ${table} set ${column} = null where ${column} = ${id}`.execute(tx);
  }
  await tx.deleteFrom('verification').where('value', '=', id).execute();
  await tx.deleteFrom('idempotency').where('scope', 'like', `${id} %`).execute();
  await tx.deleteFrom('outbox').where('recipient', '=', email).execute();
  await tx.deleteFrom('invitation').where('email', '=', email).where('status', '!=', 'pending').execute();
  await tx.deleteFrom('user').where('id', '=', id).execute();
  await tx.insertInto('deleted_person').values({ id, deleted_at: at }).execute();
}

/**
 * A person's rows in the log of what happened stay, without their name, their addresses and where they called from; what
 * webhooks were told of them goes.
 */
export async function forgetInAudit(tx: Write, person: Person, substitute: string): Promise<void> {
  const { id } = person;
  const own = await audit(tx).where('person_id', '=', id).where('action', '=', 'account.rename').execute();
  const moved = await audit(tx).where('subject', '=', id).where('action', '=', 'account.change-email').execute();
  const names = new Set([person.name, ...own.flatMap(({ details }) => wordsIn(details))]);
  const emails = new Set([person.email, ...moved.flatMap(({ details }) => wordsIn(details))].map(small));

  await tx.updateTable('audit').set({ actor: substitute, address: null }).where('person_id', '=', id).execute();
  await tx
    .updateTable('audit')
    .set({ details: '{}' })
    .where('organization_id', 'is', null)
    .where('subject', '=', id)
    .execute();
  const told = await audit(tx)
    .where('organization_id', 'is not', null)
    .where(({ eb, or, fn }) =>
      or([
        eb('person_id', '=', id),
        eb('subject', '=', id),
        ...[...emails].map((email) => eb(fn<string>('lower', ['details']), 'like', `%${email}%`)),
      ]),
    )
    .execute();
  for (const row of told) {
    const isAbout = row.person_id === id || row.subject === id;
    const hides = (word: string) => emails.has(small(word)) || (isAbout && names.has(word));
    const details = JSON.stringify(
      JSON.parse(row.details, (_, value: unknown) => (typeof value === 'string' && hides(value) ? substitute : value)),
    );
    if (details !== row.details) await tx.updateTable('audit').set({ details }).where('id', '=', row.id).execute();
  }
  await forgetInDeliveries(tx, [id, ...emails]);
}

const audit = (db: Kysely<Database>) => db.selectFrom('audit').select(['id', 'person_id', 'subject', 'details']);
const small = (word: string) => word.toLowerCase();

/** What a person was called, before and after. */
const wordsIn = (details: string) =>
  Object.values(JSON.parse(details) as Record<string, unknown>).filter((value) => typeof value === 'string');
