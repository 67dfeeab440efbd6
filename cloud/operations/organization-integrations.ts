import type { Kysely } from 'kysely';
import type { ClosePreview } from '#shared/models/organization-close.ts';
import { countKeys } from '../store/queries/api-key.ts';
import { countWebhooks } from '../store/queries/webhook.ts';
import type { Database } from '../store/schema.ts';

/** The API keys and webhooks that stop with an organization. */
export async function integrationsOf(
  db: Kysely<Database>,
  organization: string,
): Promise<Pick<ClosePreview, 'apiKeys' | 'webhooks'>> {
  return { apiKeys: await countKeys(db, organization), webhooks: await countWebhooks(db, organization) };
}
