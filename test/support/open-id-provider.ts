import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

/** People at the provider, by what they type there, which is their `sub`. What is said of them may change meanwhile. */
export type Accounts = Record<string, { email?: string; email_verified?: boolean; name?: string }>;

export interface ProviderOptions {
  accounts: Accounts;
  client: { id: string; secret: string; redirectUrls: string[] };
  /** `localhost` is another site than 127.0.0.1, where test clouds are. */
  host?: '127.0.0.1' | 'localhost';
  /** How long its ID tokens are good, in seconds. */
  tokenGoodFor?: number;
}

/** A real OpenID provider (oidc-provider) at a loopback port, with its own pages to sign in at. */
export async function startOpenIdProvider({
  accounts,
  client,
  host = '127.0.0.1',
  tokenGoodFor = 3_600,
}: ProviderOptions) {
  const server = createServer((request, response) => void provider.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: client.redirectUrls,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    ttl: {
      IdToken: tokenGoodFor,
      AccessToken: 3_600,
      AuthorizationCode: 60,
      Session: 3_600,
      Grant: 3_600,
      Interaction: 3_600,
    },
    findAccount: (_context, id) => {
      const said = accounts[id];
      return said && { accountId: id, claims: async () => ({ sub: id, ...accounts[id] }) };
    },
  };
  const provider = quietly(() => new Provider(issuer, configuration));
  const bend: { answer: ((path: string, body: Record<string, unknown>) => unknown) | null } = { answer: null };
  provider.use(async (context, next) => {
    await next();
    if (bend.answer && typeof context.body === 'object' && context.body !== null) {
      context.body = bend.answer(context.path, context.body as Record<string, unknown>);
    }
  });
  return {
    issuer,
    /** Changes what it answers, as a wrong or hostile provider would. */
    bend,
    /** A token as it would sign it, with claims of the test. */
    sign: (claims: object) => signed(privateKey, claims),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type OpenIdProvider = Awaited<ReturnType<typeof startOpenIdProvider>>;

/** It warns that its pages to sign in at are for trying out, which is what they do here. */
function quietly<T>(make: () => T): T {
  const { info, warn } = console;
  Object.assign(console, { info: () => {}, warn: () => {} });
  try {
    return make();
  } finally {
    Object.assign(console, { info, warn });
  }
}

function signed(key: KeyObject, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${part(claims)}`;
  return `${head}.${sign('sha256', Buffer.from(head), key).toString('base64url')}`;
}

/** The claims of a token. */
export const claimsIn = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());
