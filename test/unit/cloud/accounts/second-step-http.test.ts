import { expect, it } from 'vitest';
import { startTestCloud, testPassword } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { appCode, steadyStep } from '../../../support/app-code.ts';

forEachEngine((engine) => {
  it('A2: over HTTP there is no cookie, and no token in any answer, before the second step is right', async () => {
    const cloud = await startTestCloud({ engine });
    const { email, client } = await cloud.addPerson('Jo');
    const begun = await client.twoFactor.start({ method: 'totp', password: testPassword });
    if (begun.method !== 'totp') throw new Error('no app');
    await steadyStep();
    await client.twoFactor.enable({ code: appCode(begun.secret, -1) });
    const post = (operation: string, json: object, origin = cloud.url) =>
      fetch(`${cloud.url}/rpc/session/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ json }),
      });

    const first = await post('signIn', { email, password: testPassword });
    const { json } = (await first.json()) as { json: { challenge: string } };
    expect([first.status, first.headers.getSetCookie()]).toEqual([200, []]);
    expect(Object.keys(json).toSorted()).toEqual(['challenge', 'expiresAt', 'methods', 'state']);
    const { challenge } = json;

    const wrong = await post('confirm', { challenge, method: 'totp', code: '000000' });
    expect([wrong.status, wrong.headers.getSetCookie()]).toEqual([401, []]);
    const right = await post('confirm', { challenge, method: 'totp', code: appCode(begun.secret) });
    expect(right.status).toBe(200);
    const [cookie = '', ...others] = right.headers.getSetCookie();
    expect(others).toEqual([]);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute);
    expect(await right.text()).not.toContain(cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    const again = await post('confirm', { challenge, method: 'totp', code: appCode(begun.secret, 1) });
    expect([again.status, again.headers.getSetCookie()]).toEqual([410, []]);
  });
});
