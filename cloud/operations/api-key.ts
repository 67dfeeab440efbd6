import { Failure } from '#shared/errors.ts';
import { type ApiKey, grantsScope, type KeyDays, type KeyScope } from '#shared/models/api-key.ts';
import { day } from '#shared/models/time.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { newId } from '../ids.ts';
import { digestOfKey, newKeyText, startOfKey } from '../integrations/key-text.ts';
import type { Write } from '../store/open.ts';
import { countKeys, keysMadeBy, keysOf } from '../store/queries/api-key.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { steadyTeam } from './team-place.ts';

/** More than this is a script that makes keys. */
export const mostKeys = 100;

/** Keys for scripts of an organization (O9). */
export function apiKeyOperations(parts: CloudParts) {
  const { store } = parts;
  return {
    list: os.apiKey.list.handler(({ context }) => keysOf(store.db, placeOf(context).organization)),

    create: os.apiKey.create.handler(({ context, input: { name, scopes, days } }) =>
      createKey(parts, context, { name, scopes: [...new Set(scopes)], days }),
    ),

    rename: os.apiKey.rename.handler(({ context, input: { key, name } }) => {
      const { organization } = placeOf(context);
      return context.write(async (tx) => {
        const before = await theKey(tx, organization, key);
        if (before.name === name) return before;
        await tx.updateTable('api_key').set({ name }).where('id', '=', key).execute();
        const details = { from: before.name, to: name };
        await recordDeed(parts, context, tx, { action: 'apiKey.rename', organization, subject: key, details });
        return { ...before, name };
      });
    }),

    revoke: os.apiKey.revoke.handler(({ context, input: { key } }) => {
      const { organization } = placeOf(context);
      return context.write(async (tx) =>
        revokeKey(parts, context, tx, organization, await theKey(tx, organization, key)),
      );
    }),

    mine: os.apiKey.mine.handler(({ context }) => keysMadeBy(store.db, callerOf(context).person.id)),

    revokeMine: os.apiKey.revokeMine.handler(({ context, input }) =>
      context.write(async (tx) => {
        const mine = (await keysMadeBy(tx, callerOf(context).person.id)).find(({ id }) => id === input.key);
        if (!mine) throw new Failure('not-found', {});
        return revokeKey(parts, context, tx, mine.organization.id, mine);
      }),
    ),
  };
}

function createKey(
  parts: CloudParts,
  context: GuardedContext,
  { name, scopes, days }: { name: string; scopes: KeyScope[]; days: KeyDays },
): Promise<ApiKey & { text: string }> {
  const { clock, random } = parts;
  return context.write(async (tx) => {
    const { organization, me } = await steadyTeam(parts, context, tx, [], 'integration.manage');
    if (scopes.some((scope) => !grantsScope(me.role, scope)))
      throw new Failure('not-allowed', { needs: 'integration.manage' });
    if ((await countKeys(tx, organization.id)) >= mostKeys) throw new Failure('limit-reached', { limit: mostKeys });
    const text = newKeyText(random);
    const now = clock.now();
    const row = {
      id: newId(random, 'K'),
      organization_id: organization.id,
      person_id: me.id,
      name,
      start: startOfKey(text),
      digest: digestOfKey(text),
      scopes: JSON.stringify(scopes),
      created_at: now,
      expires_at: days === null ? null : now + days * day,
      last_used_at: null,
    };
    await tx.insertInto('api_key').values(row).execute();
    const details = { name, scopes, expiresAt: row.expires_at };
    const deed = { action: 'apiKey.create', organization: organization.id, subject: row.id, details };
    await recordDeed(parts, context, tx, deed);
    return { ...(await theKey(tx, organization.id, row.id)), text };
  });
}

async function theKey(tx: Write, organization: string, id: string): Promise<ApiKey> {
  const [key] = await keysOf(tx, organization, id);
  if (!key) throw new Failure('not-found', {});
  return key;
}

async function revokeKey(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  organization: string,
  { id, name, maker }: ApiKey,
): Promise<Record<string, never>> {
  const { numDeletedRows } = await tx.deleteFrom('api_key').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw new Failure('not-found', {});
  const details = { name, person: maker.id };
  await recordDeed(parts, context, tx, { action: 'apiKey.revoke', organization, subject: id, details });
  return {};
}
