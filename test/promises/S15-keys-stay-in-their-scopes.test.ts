import { expect, it } from 'vitest';
import type { Command } from '#shared/arguments/commands.ts';
import { keyNeeds } from '#cloud/integrations/key-admission.ts';
import { KeyScope, scopeFor } from '#shared/models/api-key.ts';
import type { Permission } from '#shared/models/role.ts';
import { goodInputs } from '../contract/good-inputs.ts';
import { startTestCloud } from '../support/cloud.ts';
import { forEachEngine } from '../support/store.ts';
import { callAs, inputFor, operations, twoTenants } from '../support/tenants.ts';

/** What a key is asked about: nobody signs in with it, and machines sign for themselves. */
const walked = operations.filter(({ meta }) => meta.needs !== 'nothing' && meta.needs !== 'machine-key');

/** What a key is told at the walls; everything else is the operation's own answer. */
const walls = ['not-signed-in', 'not-for-keys', 'key-lacks-scope', 'not-found'];
const verdictOf = (code = 'let-in') => (walls.includes(code) ? code : 'let-in');

/** An input that is read without complaint, about one subject where there is one. */
function inputOf(command: Command, id: string): Record<string, unknown> {
  const { subject } = command.meta;
  const input = goodInputs[`cloud.${command.path.join('.')}`] ?? {};
  return subject ? { ...input, [subject]: inputFor(command, id)[subject] } : { ...input };
}

/** What a key of one scope is told, here and in an organization that is not its own. */
function verdictsOn(needs: Permission | null, scope: KeyScope, hasSubject: boolean) {
  if (needs === null) return { away: 'not-for-keys', here: 'not-for-keys' };
  const here = scopeFor(needs) === scope ? 'let-in' : 'key-lacks-scope';
  return { away: hasSubject ? 'not-found' : here, here };
}

/** Everything here is made from the contract: a new operation, and a new scope, is covered by existing. */
forEachEngine((engine) => {
  it('S15: with an API key of each scope, each operation is refused, hidden or allowed as the table of scopes says', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, foreign, people } = await twoTenants(cloud);
    const owner = people.find(({ role }) => role === 'owner');
    if (!owner) throw new Error('no owner');
    const secrets = [foreign.name, ...Object.values(foreign.ids)];
    const { organization } = own.ids;
    let calls = 0;
    for (const scope of KeyScope.options) {
      const { text } = await owner.client.apiKey.create({ organization, name: scope, scopes: [scope], days: null });
      for (const command of walked) {
        const name = command.path.join('.');
        const { subject } = command.meta;
        const needs = keyNeeds(command.meta);
        const away = await callAs(cloud.url, text, command, inputOf(command, subject ? foreign.ids[subject] : ''));
        const here = await callAs(cloud.url, text, command, inputOf(command, subject ? own.ids[subject] : ''));
        const where = `${scope} ${name}`;
        const expected = verdictsOn(needs, scope, subject !== undefined);
        expect([where, verdictOf(away.body.code)]).toEqual([where, expected.away]);
        // Whoever is let in may still ask for something that is not there.
        const isLetIn = here.body.code === 'not-found' && expected.here === 'let-in';
        expect([where, isLetIn ? 'let-in' : verdictOf(here.body.code)]).toEqual([where, expected.here]);
        expect([where, secrets.filter((secret) => away.text.includes(secret))]).toEqual([where, []]);
        calls += 2;
      }
    }
    console.log(`S15 ${engine}: ${calls} calls with API keys, 0 leaks`);
  });

  it('S15: a key that is revoked, ended, of another cloud or mistyped is answered like none', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, people } = await twoTenants(cloud);
    const owner = people.find(({ role }) => role === 'owner');
    const show = walked.find(({ path }) => path.join('.') === 'organization.show');
    if (!owner || !show) throw new Error('nobody to ask, or nothing');
    const { organization } = own.ids;
    const make = (days: 30 | null) => owner.client.apiKey.create({ organization, name: 'Key', scopes: ['read'], days });
    const [revoked, ended, good] = [await make(null), await make(30), await make(null)];
    await owner.client.apiKey.revoke({ organization, key: revoked.id });
    await cloud.parts.store.db.updateTable('api_key').set({ expires_at: 1 }).where('id', '=', ended.id).execute();
    const elsewhere = `grk_${'0'.repeat(39)}`;
    const input = { organization };
    const nobody = await callAs(cloud.url, null, show, input);
    for (const text of [revoked.text, ended.text, elsewhere, `${good.text}x`, good.text.slice(0, -1), 'grk_'])
      expect(await callAs(cloud.url, text, show, input)).toEqual(nobody);
    expect((await callAs(cloud.url, good.text, show, input)).status).toBe(200);
  });
});
