import { expect, it } from 'vitest';
import { KeyScope } from '#shared/models/api-key.ts';
import type { Role } from '#shared/models/role.ts';
import { day, minute } from '#shared/models/time.ts';
import { mostKeys } from '#cloud/operations/api-key.ts';
import { withKey } from '../../../support/integrations.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

forEachEngine((engine) => {
  async function studio(role: Role = 'manager') {
    const cloud = await licensingCloud(engine);
    const organization = await cloud.addOrganization();
    const owner = await cloud.addPerson('Olav', { [organization]: 'owner' });
    const ingrid = await cloud.addPerson('Ingrid', { [organization]: role });
    const makeKey = (change: { scopes?: KeyScope[]; days?: 30 | null; name?: string } = {}) =>
      cloud.as(ingrid).apiKey.create({ organization, name: 'Render sync', scopes: ['read'], days: null, ...change });
    return { cloud, organization, owner, ingrid, makeKey, withKey: (text: string) => withKey(cloud.parts, text) };
  }

  it('O9: a key is shown once, and only its digest is kept', async () => {
    const { cloud, organization, ingrid, makeKey } = await studio();
    const { text, ...key } = await makeKey({ scopes: ['read', 'licenses', 'read'], days: 30 });
    expect(text).toMatch(/^grk_[0-9a-z]{39}$/);
    expect(key).toMatchObject({
      name: 'Render sync',
      start: text.slice(0, 8),
      scopes: ['read', 'licenses'],
      maker: { name: 'Ingrid' },
      isWeaker: false,
      expiresAt: cloud.clock.now() + 30 * day,
      lastUsedAt: null,
    });
    expect(await cloud.as(ingrid).apiKey.list({ organization })).toEqual([key]);
    const tables = ['api_key', 'audit', 'idempotency'] as const;
    for (const table of tables) {
      const rows = await cloud.store.db.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(text.slice(8));
    }
  });

  it('O9: a key acts as its maker, in its organization and within its scopes', async () => {
    const { cloud, organization, makeKey, withKey: using } = await studio();
    const other = await cloud.addOrganization('Fjord Film');
    const { text } = await makeKey({ scopes: ['read'] });
    const script = using(text);
    await cloud.store.write(async (tx) => {
      const { userId } = await tx
        .selectFrom('member')
        .select('userId')
        .where('role', '=', 'manager')
        .executeTakeFirstOrThrow();
      const row = {
        id: 'M-x',
        organizationId: other,
        userId,
        role: 'owner' as const,
        createdAt: new Date(0).toISOString(),
      };
      await tx.insertInto('member').values(row).execute();
    });
    expect(await script.organization.show({ organization })).toMatchObject({ id: organization, role: 'manager' });
    expect((await script.organization.list({})).map(({ id }) => id)).toEqual([organization]);
    await expect(script.organization.show({ organization: other })).rejects.toMatchObject({ code: 'not-found' });
    await expect(script.organization.show({ organization: 'O-none' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      script.team.invite({ organization, addresses: ['jo@studio.example'], role: 'member' }),
    ).rejects.toMatchObject({ code: 'key-lacks-scope', details: { scope: 'people' } });
    await expect(script.audit.list({ organization })).rejects.toMatchObject({ details: { scope: 'audit' } });
  });

  it('O9: a key does nothing of its maker’s own, and manages no keys and no webhooks', async () => {
    const { organization, makeKey, withKey: using } = await studio();
    const script = using((await makeKey({ scopes: [...KeyScope.options] })).text);
    const refused = { code: 'not-for-keys' };
    await expect(script.session.show({})).rejects.toMatchObject(refused);
    await expect(
      script.account.changePassword({ oldPassword: 'x', newPassword: 'y'.repeat(10) }),
    ).rejects.toMatchObject(refused);
    await expect(script.team.leave({ organization })).rejects.toMatchObject(refused);
    await expect(script.organization.setDefault({ organization })).rejects.toMatchObject(refused);
    await expect(script.apiKey.list({ organization })).rejects.toMatchObject(refused);
    await expect(script.apiKey.mine({})).rejects.toMatchObject(refused);
    await expect(
      script.apiKey.create({ organization, name: 'Another', scopes: ['read'], days: null }),
    ).rejects.toMatchObject(refused);
    await expect(script.webhook.list({ organization })).rejects.toMatchObject(refused);
    await expect(script.vendor.organization.list({})).rejects.toMatchObject(refused);
  });

  it('O9: the key of an Owner does nothing that only Owners do', async () => {
    const { cloud, organization, owner, withKey: using } = await studio();
    const made = await cloud
      .as(owner)
      .apiKey.create({ organization, name: 'Owner’s', scopes: [...KeyScope.options], days: null });
    const script = using(made.text);
    const second = await cloud.addPerson('Oda', { [organization]: 'owner' });
    await expect(script.organization.update({ organization, name: 'X' })).rejects.toMatchObject({
      code: 'not-for-keys',
    });
    await expect(script.team.setRole({ organization, person: second.id, role: 'member' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(script.team.remove({ organization, people: [second.id] })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(
      script.team.invite({ organization, addresses: ['jo@studio.example'], role: 'owner' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    const { addresses } = await script.team.invite({ organization, addresses: ['jo@studio.example'], role: 'manager' });
    expect(addresses).toMatchObject([{ verdict: 'valid' }]);
  });

  it.each(['member', 'reader', 'editor'] as const)(
    'O9: a maker who is %s now has a key that is no more than that',
    async (role) => {
      const { cloud, organization, owner, ingrid, makeKey, withKey: using } = await studio();
      const { text, id } = await makeKey({ scopes: ['read', 'people'] });
      await using(text).team.list({ organization });
      await cloud.as(owner).team.setRole({ organization, person: ingrid.id, role });
      await expect(using(text).team.list({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await using(text).organization.show({ organization })).toMatchObject({ role });
      expect(await cloud.as(owner).apiKey.list({ organization })).toMatchObject([{ id, isWeaker: true }]);
      await cloud.as(owner).team.setRole({ organization, person: ingrid.id, role: 'manager' });
      await using(text).team.list({ organization });
    },
  );

  it('O9: the keys of whoever is removed, leaves, or is no more, end with that; the answer says how many', async () => {
    const { cloud, organization, owner, ingrid, makeKey, withKey: using } = await studio();
    const texts = [(await makeKey()).text, (await makeKey()).text];
    const { people } = await cloud.as(owner).team.remove({ organization, people: [ingrid.id] });
    expect(people).toMatchObject([{ outcome: 'removed', keys: 2 }]);
    for (const text of texts)
      await expect(using(text).organization.show({ organization })).rejects.toMatchObject({ code: 'not-signed-in' });
    const row = { id: 'M-again', organizationId: organization, userId: ingrid.id, role: 'owner' as const };
    await cloud.store.db
      .insertInto('member')
      .values({ ...row, createdAt: new Date(0).toISOString() })
      .execute();
    await expect(using(texts[0] ?? '').organization.show({ organization })).rejects.toMatchObject({
      code: 'not-signed-in',
    });
    const later = await makeKey();
    await cloud.as(ingrid).team.leave({ organization });
    await expect(using(later.text).organization.list({})).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  it('O9: revoked, ended, mistyped and unknown keys are answered alike', async () => {
    const { cloud, organization, ingrid, makeKey, withKey: using } = await studio();
    const revoked = await makeKey();
    await cloud.as(ingrid).apiKey.revoke({ organization, key: revoked.id });
    const ended = await makeKey({ days: 30 });
    await using(ended.text).organization.show({ organization });
    cloud.clock.time += 30 * day;
    const good = await makeKey();
    const elsewhere = (await (await studio()).makeKey()).text;
    const wrong = [
      revoked.text,
      ended.text,
      elsewhere === good.text ? `${good.text.slice(0, -1)}0` : elsewhere,
      `${good.text.slice(0, -1)}${good.text.endsWith('0') ? '1' : '0'}`,
      good.text.toUpperCase(),
      good.text.slice(0, -1),
      'grk_',
      `grk_${'0'.repeat(39)}`,
    ];
    const answers = await Promise.all(
      wrong.map((text) =>
        using(text)
          .organization.show({ organization })
          .catch((error: unknown) => error),
      ),
    );
    for (const answer of answers) expect(answer).toMatchObject({ code: 'not-signed-in', details: {} });
    expect(await using(good.text).organization.show({ organization })).toMatchObject({ id: organization });
    await expect(cloud.as(ingrid).apiKey.revoke({ organization, key: revoked.id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('O9: a key says when it was used last, once a minute at most', async () => {
    const { cloud, organization, ingrid, makeKey, withKey: using } = await studio();
    const { text } = await makeKey();
    const lastUse = async () => (await cloud.as(ingrid).apiKey.list({ organization }))[0]?.lastUsedAt;
    const first = (cloud.clock.time += 5 * minute);
    await using(text).organization.show({ organization });
    cloud.clock.time += minute - 1;
    await using(text).organization.show({ organization });
    expect(await lastUse()).toBe(first);
    cloud.clock.time += 1;
    await using(text).organization.show({ organization });
    expect(await lastUse()).toBe(first + minute);
  });

  it('O9: the log names the key that did it, as it was called then', async () => {
    const { cloud, organization, ingrid, makeKey, withKey: using } = await studio();
    const { text, id } = await makeKey({ scopes: ['people', 'audit'] });
    await using(text).team.invite({ organization, addresses: ['jo@studio.example'], role: 'member' });
    await cloud.as(ingrid).apiKey.rename({ organization, key: id, name: 'Something else' });
    const { rows } = await using(text).audit.list({ organization });
    const invited = rows.find(({ action }) => action === 'team.invite');
    expect(invited?.who).toEqual({ id: ingrid.id, name: 'Ingrid', key: { id, name: 'Render sync' } });
    const found = await using(text).audit.list({ organization, text: 'by key render' });
    expect(found.rows.map(({ action }) => action)).toEqual(['team.invite']);
    const { text: csv } = await using(text).audit.export({ organization, format: 'csv' });
    expect(csv).toContain('Ingrid, by key Render sync');
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['apiKey.create', 'apiKey.rename']));
  });

  it('O9: a person sees and revokes the keys they made, whatever their role is now', async () => {
    const { cloud, organization, owner, ingrid, makeKey } = await studio();
    const { id } = await makeKey();
    await cloud.as(owner).team.setRole({ organization, person: ingrid.id, role: 'member' });
    expect(await cloud.as(ingrid).apiKey.mine({})).toMatchObject([
      { id, organization: { id: organization }, isWeaker: true },
    ]);
    await expect(cloud.as(owner).apiKey.revokeMine({ key: id })).rejects.toMatchObject({ code: 'not-found' });
    await cloud.as(ingrid).apiKey.revokeMine({ key: id });
    expect(await cloud.as(ingrid).apiKey.mine({})).toEqual([]);
  });

  it('O9: a key of another organization is unknown; names are one line; there are not more than a hundred', async () => {
    const { cloud, organization, ingrid, makeKey } = await studio();
    const other = await cloud.addOrganization('Fjord Film');
    const liv = await cloud.addPerson('Liv', { [other]: 'owner' });
    const { id } = await makeKey();
    await expect(cloud.as(liv).apiKey.revoke({ organization: other, key: id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(cloud.as(liv).apiKey.rename({ organization: other, key: id, name: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
    for (const name of ['', ' ', 'a\nb', 'x'.repeat(81), 'a\u202eb'])
      await expect(makeKey({ name })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const formula = '=HYPERLINK("https://x")<b>';
    expect((await makeKey({ name: formula })).name).toBe(formula);
    for (let i = 2; i < mostKeys; i++) await makeKey();
    await expect(makeKey()).rejects.toMatchObject({ code: 'limit-reached', details: { limit: mostKeys } });
    expect(await cloud.as(ingrid).apiKey.list({ organization })).toHaveLength(mostKeys);
  });
});
