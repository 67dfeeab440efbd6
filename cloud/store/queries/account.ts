import type { Kysely } from 'kysely';
import type { Account, Consent, PrivacyChoices } from '#shared/models/account.ts';
import { notAgreed } from '../../rules/document.ts';
import type { Database } from '../schema.ts';
import { newestDocuments } from './document.ts';

type Db = Kysely<Database>;

/** A person’s account, as they see it themselves. A fixed number of queries. */
export async function accountOf(db: Db, person: string): Promise<Account> {
  const row = await db
    .selectFrom('user')
    .leftJoin('email_change', 'email_change.person_id', 'user.id')
    .leftJoin('account_deletion', 'account_deletion.person_id', 'user.id')
    .select(['emailVerified', 'email_change.email', 'expires_at', 'account_deletion.requested_at', 'due_at'])
    .where('user.id', '=', person)
    .executeTakeFirstOrThrow();
  const { email, expires_at: expiresAt, requested_at: requestedAt, due_at: dueAt } = row;
  const consents = await consentsOf(db, person);
  return {
    isVerified: Boolean(row.emailVerified),
    pendingEmail: email !== null && expiresAt !== null ? { email, expiresAt } : null,
    consents,
    toAgree: notAgreed(await newestDocuments(db), consents),
    privacy: await privacyOf(db, person),
    deletion: requestedAt !== null && dueAt !== null ? { requestedAt, dueAt } : null,
  };
}

/** What a person agreed to, the newest first. */
export const consentsOf = (db: Db, person: string): Promise<Consent[]> =>
  db
    .selectFrom('consent')
    .innerJoin('document', (join) =>
      join.onRef('document.kind', '=', 'consent.kind').onRef('document.version', '=', 'consent.version'),
    )
    .select(['consent.kind', 'consent.version', 'document.title', 'consent.given_at as givenAt'])
    .where('consent.person_id', '=', person)
    .orderBy('consent.given_at', 'desc')
    .orderBy('consent.kind', 'desc')
    .orderBy('document.number', 'desc')
    .execute();

/** What a person lets the cloud do; nothing, until they say so. */
export async function privacyOf(db: Db, person: string): Promise<PrivacyChoices> {
  const row = await db
    .selectFrom('privacy_choice')
    .select(['product_news', 'analytics'])
    .where('person_id', '=', person)
    .executeTakeFirst();
  return { productNews: row?.product_news === 1, analytics: row?.analytics === 1 };
}

export async function setPrivacy(db: Db, person: string, choices: PrivacyChoices, at: number): Promise<void> {
  const row = { product_news: Number(choices.productNews), analytics: Number(choices.analytics), chosen_at: at };
  await db
    .insertInto('privacy_choice')
    .values({ person_id: person, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
}
