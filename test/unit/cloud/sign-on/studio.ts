import { onTestFinished } from 'vitest';
import type { Engine } from '#cloud/store/open.ts';
import { startTestCloud, type TestCloudOptions } from '../../../support/cloud.ts';
import { type Accounts, type ProviderOptions, startOpenIdProvider } from '../../../support/open-id-provider.ts';
import { createBrowser } from '../../../support/sign-on-browser.ts';

export const secret = 'the secret of the client';

/** Real time, moved by hand: providers have a clock of their own. */
export function movedClock() {
  let by = 0;
  return { now: () => Date.now() + by, advance: (milliseconds: number) => (by += milliseconds) };
}

interface StudioOptions {
  accounts?: Accounts;
  provider?: Partial<ProviderOptions>;
  config?: TestCloudOptions['config'];
}

/** A cloud with a studio that signs in at a real provider; `studio.example` is proven. */
export async function signOnStudio(
  engine: Engine,
  { accounts = {}, provider: wanted = {}, config }: StudioOptions = {},
) {
  const clock = movedClock();
  const records = new Map<string, string[] | null>();
  const dns = { txt: async (domain: string) => (records.has(domain) ? (records.get(domain) ?? null) : []) };
  const cloud = await startTestCloud({ engine, clock, dns, config });
  const organization = await cloud.addOrganization('Northlight');
  const owner = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
  const { client } = owner;
  const { redirectUrl } = await client.singleSignOn.show({ organization });
  const provider = await startOpenIdProvider({
    accounts,
    client: { id: 'greenroom', secret, redirectUrls: [redirectUrl] },
    ...wanted,
  });
  onTestFinished(provider.stop);
  await client.singleSignOn.update({
    organization,
    issuer: provider.issuer,
    clientId: 'greenroom',
    clientSecret: secret,
  });
  await cloud.vendor.signOn.confirmDomain({ organization, domain: 'studio.example' });
  await client.singleSignOn.update({ organization, isOn: true });

  const start = (email: string, to?: string) => {
    const url = new URL('/sign-on/start', cloud.url);
    url.searchParams.set('email', email);
    if (to !== undefined) url.searchParams.set('to', to);
    return url.href;
  };

  /** A new browser on its way: what the provider sends it back to, not opened yet. */
  async function upToTheCallback(email: string, { login = email, to }: { login?: string; to?: string } = {}) {
    const browser = createBrowser();
    const sent = await browser.open(start(email, to));
    const callback = await browser.signInAtProvider(sent.headers.get('location') ?? '', login);
    return { browser, callback };
  }

  /** The whole way. */
  async function signIn(email: string, options: { login?: string; to?: string } = {}) {
    const { browser, callback } = await upToTheCallback(email, options);
    const answer = await browser.open(callback);
    return { browser, status: answer.status, page: await answer.text() };
  }

  return {
    cloud,
    clock,
    records,
    organization,
    owner,
    provider,
    redirectUrl,
    start,
    upToTheCallback,
    signIn,
    /** Who a browser is signed in as. */
    async whoIs(browser: ReturnType<typeof createBrowser>): Promise<string | null> {
      const cookie = [...browser.cookiesOf(cloud.url)].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(`${cloud.url}/api/v1/session/show`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', cookie, origin: cloud.url },
      });
      const body = (await answer.json()) as { person?: { email: string } };
      return body.person?.email ?? null;
    },
    /** Who is linked to which account of a provider. */
    links: () =>
      cloud.parts.store.db
        .selectFrom('account')
        .select(['providerId', 'accountId', 'userId'])
        .where('providerId', '!=', 'credential')
        .execute(),
    deeds: async () =>
      (await cloud.parts.store.db.selectFrom('audit').selectAll().orderBy('at').execute()).map((row) => ({
        ...row,
        details: JSON.parse(row.details) as Record<string, unknown>,
      })),
  };
}
