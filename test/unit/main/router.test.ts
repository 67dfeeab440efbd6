import { isContractProcedure } from '@orpc/contract';
import { getRouter, isProcedure, unlazy } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import { contract } from '#shared/contract/index.ts';
import type { OperationMeta } from '#shared/contract/operation.ts';
import { createTestCompanion, signIn } from '../../support/companion.ts';
import { testRow } from '../../support/fake-cloud.ts';

/** Every operation of a part of the contract, by path. */
function operations(part: object, path: string[] = []): { path: string[]; meta: OperationMeta }[] {
  if (isContractProcedure(part)) return [{ path, meta: part['~orpc'].meta as OperationMeta }];
  return Object.entries(part).flatMap(([name, child]: [string, object]) => operations(child, [...path, name]));
}

describe('the router', () => {
  test('serves every operation of the contract, except those whose answer holds a token', async () => {
    const { companion } = await createTestCompanion();
    for (const { path, meta } of operations(contract)) {
      const found = getRouter(companion.router, path);
      const isServed = found !== undefined && isProcedure((await unlazy(found)).default);
      expect([path.join('.'), isServed]).toEqual([path.join('.'), meta.holdsToken !== true]);
    }
  });

  test('attaches the token to what it passes on', async () => {
    const one = await createTestCompanion();
    one.cloud.rows.push(testRow('xr'));
    await signIn(one);
    expect((await one.client.cloud.license.usable({})).rows).toHaveLength(1);
  });

  test('a refusal of the cloud passes unchanged', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    one.cloud.tokens.clear();
    await expect(one.client.cloud.license.usable({})).rejects.toMatchObject({ code: 'not-signed-in', status: 401 });
  });

  test('bad input is named field by field, before anybody is asked', async () => {
    const one = await createTestCompanion();
    const attempts = [
      one.client.companion.session.signIn({ email: 'nobody', password: '' }),
      one.client.cloud.organization.update({ organization: 'o', leaseHours: 99 }),
    ];
    const failures = await Promise.all(attempts.map((attempt) => attempt.catch(toFailure)));
    expect(failures).toMatchObject([
      { code: 'invalid-input', details: { problems: [{ field: 'email' }, { field: 'password' }] } },
      { code: 'invalid-input', details: { problems: [{ field: 'leaseHours' }] } },
    ]);
    expect(one.cloud.calls).toEqual([]);
  });

  test('what nobody expected gets an id, and the whole story goes to the log', async () => {
    const one = await createTestCompanion();
    const failure = await one.client.companion.license.check({ product: 'graphics' }).catch(toFailure);
    expect(failure).toMatchObject({ code: 'internal', details: { id: expect.stringMatching(/^[0-9a-f]{12}$/) } });
    expect(one.logged.at(-1)).toContain('not asked here');
    expect(JSON.stringify(failure)).not.toContain('not asked here');
  });
});

describe('organizations', () => {
  test('switching is remembered; making it the default is told to the cloud', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    const { organization } = one.client.companion;
    expect(await organization.switch({ organization: 'fjord' })).toEqual({ current: 'fjord' });
    expect(await organization.list({})).toMatchObject({
      current: 'fjord',
      memberships: [{ isDefault: true }, { isDefault: false }],
    });
    await organization.switch({ organization: 'fjord', asDefault: true });
    expect((await organization.list({})).memberships.find(({ isDefault }) => isDefault)?.organization.id).toBe('fjord');
    await expect(organization.switch({ organization: 'elsewhere' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('links', () => {
  test('only pages of the catalogue and of the cloud are opened', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    const { link } = one.client.companion;
    expect(await link.list({})).toMatchObject([{ title: 'Contact', product: null }]);
    await link.open({ url: 'https://help.example/contact' });
    await link.open({ url: 'https://cloud.example/licenses' });
    expect(one.opened).toEqual(['https://help.example/contact', 'https://cloud.example/licenses']);
    for (const url of ['https://evil.example/', 'https://cloud.example.evil.example/', 'https://help.example/'])
      await expect(link.open({ url })).rejects.toMatchObject({ code: 'not-found' });
    expect(one.opened).toHaveLength(2);
  });
});
