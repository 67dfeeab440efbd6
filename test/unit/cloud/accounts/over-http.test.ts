import { Writable } from 'node:stream';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { CloudConfig } from '#cloud/config.ts';
import { startCloud } from '#cloud/start.ts';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import { cookieOf, password } from '../../../support/account-cloud.ts';
import { freePort } from '#cloud/embedded/port.ts';
import { forEachEngine, freshDatabase, type Where } from '../../../support/store.ts';
import { signedIn } from '../../../support/signed-in.ts';

const owner = {
  organization: 'Northlight',
  timeZone: 'Europe/Oslo',
  name: 'Ingrid Aas',
  email: 'ingrid@northlight.example',
  password,
};

/** A cloud with its server; `lines` is its log. */
async function cloudAt(where: Where) {
  const port = await freePort('127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const config: CloudConfig = {
    isEmbedded: true,
    name: 'Test cloud',
    host: '127.0.0.1',
    port,
    publicUrl: url,
    store: where,
    secret: 's'.repeat(43),
    mail: { kind: 'outbox' },
    releases: null,
    releasesUrl: null,
    reachesPrivate: true,
    logLevel: 'trace',
  };
  const lines: string[] = [];
  const log = pino(
    { level: 'trace' },
    new Writable({ write: (chunk, _, done) => (lines.push(String(chunk)), done()) }),
  );
  const cloud = await startCloud(config, { log });
  onTestFinished(() => cloud.stop());

  const cookies: string[] = [];
  const as = (headers: Record<string, string>): ContractRouterClient<typeof cloudContract> =>
    createORPCClient(
      new RPCLink({
        url: `${url}/rpc`,
        headers,
        fetch: async (request, init) => {
          const response = await fetch(request, init);
          cookies.push(...response.headers.getSetCookie());
          return response;
        },
      }),
    );
  return { url, as, cookies, log: () => lines.join('') };
}

forEachEngine((engine) => {
  test('a browser and a companion, from an empty cloud to signed out; no secret in the log', async () => {
    const { url, as, cookies, log } = await cloudAt(await freshDatabase(engine));
    const page = as({ origin: url });
    await page.setup.createOwner(owner);
    await page.session.signIn(owner);
    const cookie = cookieOf(cookies);
    const browser = as({ origin: url, cookie });
    expect((await browser.session.show({})).person.name).toBe(owner.name);

    const code = await as({}).device.start({ machineName: 'RENDER-03', platform: 'linux' });
    await browser.device.decide({ userCode: code.userCode, approve: true });
    const answer = await as({}).device.poll({ deviceCode: code.deviceCode });
    const token = answer.state === 'approved' ? answer.token : '';
    const companion = as({ authorization: `Bearer ${token}` });
    expect((await companion.organization.list({})).map(({ name }) => name)).toEqual(['Northlight']);

    await browser.session.signOut({});
    await expect(browser.session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
    expect((await companion.session.show({})).person.name).toBe(owner.name);

    const value = cookie.slice(cookie.indexOf('=') + 1);
    for (const hidden of [token, value, decodeURIComponent(value), code.deviceCode, password])
      expect(log()).not.toContain(hidden);
  });

  test('a page of somebody else cannot use the cookie', async () => {
    const { url, as, cookies } = await cloudAt(await freshDatabase(engine));
    await as({ origin: url }).setup.createOwner(owner);
    await as({ origin: url }).session.signIn(owner);
    const cookie = cookieOf(cookies);
    await expect(as({ origin: 'https://elsewhere.example', cookie }).session.signOut({})).rejects.toMatchObject({
      status: 403,
    });
    await expect(as({ cookie }).session.signOut({})).rejects.toMatchObject({ status: 403 });
    expect((await as({ origin: url, cookie }).session.show({})).person.name).toBe(owner.name);
  });

  test('two clouds on one database: signed in on one is signed in on both, ended on one is ended on both', async () => {
    const where = await freshDatabase(engine);
    const [one, two] = [await cloudAt(where), await cloudAt(where)];
    await one.as({}).setup.createOwner(owner);
    const { token } = signedIn(await two.as({}).session.issueToken({ ...owner, machineName: 'R' }));
    const authorization = `Bearer ${token}`;
    const [session] = await one.as({ authorization }).session.list({});
    await one.as({ authorization }).session.revoke({ session: session?.id ?? '' });
    await expect(two.as({ authorization }).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('the library answers nobody', async () => {
    const { url } = await cloudAt(await freshDatabase(engine));
    for (const path of ['/api/auth/ok', '/api/auth/sign-in/email', '/api/auth/attempt/sign-in/anybody']) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      expect(response.status).toBe(404);
    }
  });
});
