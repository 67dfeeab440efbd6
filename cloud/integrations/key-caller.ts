import type { KeyScope } from '#shared/models/api-key.ts';
import { minute } from '#shared/models/time.ts';
import type { Caller, CloudParts } from '../context.ts';
import { keysWithMakers } from '../store/queries/api-key.ts';
import { digestOfKey, isKeyText } from './key-text.ts';

/** So exactly it is known when a key was used last. */
const usedEvery = minute;

/**
 * Who calls with a key: its maker, for as long as they belong to its organization. null: unknown, revoked, expired or
 * mistyped; nobody can tell which.
 */
export async function callerOfKey(
  { store: { db }, clock }: Pick<CloudParts, 'store' | 'clock'>,
  text: string,
): Promise<Caller | null> {
  if (!isKeyText(text)) return null;
  const row = await keysWithMakers(db).where('digest', '=', digestOfKey(text)).executeTakeFirst();
  const now = clock.now();
  if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;
  if (row.last_used_at === null || row.last_used_at <= now - usedEvery)
    await db.updateTable('api_key').set({ last_used_at: now }).where('id', '=', row.id).execute();
  return {
    sessionId: row.id,
    person: { id: row.personId, name: row.personName, email: row.email },
    isVendor: false,
    sessionExpiresAt: row.expires_at ?? Number.MAX_SAFE_INTEGER,
    key: {
      id: row.id,
      name: row.name,
      organization: row.organization_id,
      scopes: JSON.parse(row.scopes) as KeyScope[],
    },
  };
}
