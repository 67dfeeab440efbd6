import type { Kysely } from 'kysely';
import type { SignOnSettings } from '#shared/models/single-sign-on.ts';
import { deriveKey, openText, sealText } from '../keys/sealed.ts';
import type { Random } from '../ports.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { domainsOf } from './domains.ts';

/** The only address that a provider may send people back to; one for each organization, so that no two can be mixed up. */
export const redirectUrl = (publicUrl: string, organization: string): string =>
  new URL(`/sign-on/callback/${organization}`, publicUrl).href;

export interface KeptSettings {
  issuer: string | null;
  clientId: string | null;
  sealedSecret: string | null;
  isOn: boolean;
  isRequired: boolean;
}

/** What an organization has set up; nothing yet: all of it empty. */
export async function keptSettings(db: Kysely<Database>, organization: string): Promise<KeptSettings> {
  const row = await db
    .selectFrom('sign_on')
    .select(['issuer', 'client_id', 'sealed_secret', 'is_on', 'is_required'])
    .where('organization_id', '=', organization)
    .executeTakeFirst();
  return {
    issuer: row?.issuer ?? null,
    clientId: row?.client_id ?? null,
    sealedSecret: row?.sealed_secret ?? null,
    isOn: row?.is_on === 1,
    isRequired: row?.is_required === 1,
  };
}

export async function keepSettings(tx: Write, organization: string, settings: KeptSettings): Promise<void> {
  const row = {
    issuer: settings.issuer,
    client_id: settings.clientId,
    sealed_secret: settings.sealedSecret,
    is_on: Number(settings.isOn),
    is_required: Number(settings.isRequired),
  };
  await tx
    .insertInto('sign_on')
    .values({ organization_id: organization, ...row })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(row))
    .execute();
}

/** The same for its managers, without the secret. */
export async function settingsOf(
  db: Kysely<Database>,
  { publicUrl }: { publicUrl: string },
  organization: string,
): Promise<SignOnSettings> {
  const { sealedSecret, ...kept } = await keptSettings(db, organization);
  const { issuer } = kept;
  return {
    ...kept,
    hasSecret: sealedSecret !== null,
    domains: await domainsOf(db, organization),
    redirectUrl: redirectUrl(publicUrl, organization),
    linked: issuer === null ? 0 : await countLinked(db, organization, issuer),
  };
}

async function countLinked(db: Kysely<Database>, organization: string, issuer: string): Promise<number> {
  const { count } = await db
    .selectFrom('account')
    .innerJoin('member', 'member.userId', 'account.userId')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('member.organizationId', '=', organization)
    .where('account.providerId', '=', issuer)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Who this cloud is at a provider. */
export interface Client {
  organization: { id: string; name: string };
  issuer: string;
  clientId: string;
  clientSecret: string | null;
}

/** The client of an organization; null while there is none. `isOn`: only one that is used. */
export async function clientOf(
  db: Kysely<Database>,
  { secret }: { secret: string },
  id: string,
  { isOn }: { isOn: boolean },
): Promise<Client | null> {
  const row = await db
    .selectFrom('sign_on')
    .innerJoin('organization', 'organization.id', 'sign_on.organization_id')
    .select(['organization.name', 'issuer', 'client_id', 'sealed_secret', 'is_on'])
    .where('organization_id', '=', id)
    .executeTakeFirst();
  if (!row || row.issuer === null || row.client_id === null || (isOn && row.is_on === 0)) return null;
  const { name, issuer, client_id: clientId, sealed_secret: sealed } = row;
  const clientSecret = sealed === null ? null : openText(sealingKey(secret), id, sealed);
  return { organization: { id, name }, issuer, clientId, clientSecret };
}

/** Whose single sign-on is for addresses of a domain; null: nobody’s. */
export async function signOnFor(
  db: Kysely<Database>,
  domain: string,
): Promise<{ id: string; name: string; issuer: string } | null> {
  const row = await db
    .selectFrom('sign_on_domain')
    .innerJoin('sign_on', 'sign_on.organization_id', 'sign_on_domain.organization_id')
    .innerJoin('organization', 'organization.id', 'sign_on.organization_id')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['organization.id', 'organization.name', 'issuer'])
    .where('domain', '=', domain)
    .where('closed_at', 'is', null)
    .where('proven_at', 'is not', null)
    .where('is_on', '=', 1)
    .executeTakeFirst();
  return row && row.issuer !== null ? { ...row, issuer: row.issuer } : null;
}

export const sealSecret = (random: Random, { secret }: { secret: string }, organization: string, typed: string) =>
  sealText(random, sealingKey(secret), organization, typed);

const sealingKey = (secret: string) => deriveKey(secret, 'sign-on clients');
