import type { Configuration } from 'openid-client';
import { z } from 'zod';
import type { Outgoing } from '../outgoing/port.ts';
import { OutgoingTrouble } from '../outgoing/port.ts';
import type { Clock } from '../ports.ts';
import type { Proofs } from './attempt.ts';
import { type Client, redirectUrl } from './settings.ts';

interface Parts {
  clock: Clock;
  outgoing: Pick<Outgoing, 'fetch'>;
  config: { publicUrl: string };
}

/** Who came back, in the words of the provider. */
export interface Claims {
  issuer: string;
  sub: string;
  email: string | null;
  /** false only where the provider says so: many say nothing. */
  isEmailVerified: boolean;
}

/** The provider names itself otherwise than it was set up; so a token of one that serves many is never taken for its own. */
export class WrongIssuer extends Error {
  readonly found: string;
  constructor(found: string) {
    super(`the provider calls itself ${found}`);
    this.found = found;
  }
}

/** It lacks something that signing in needs. */
export class Unsuitable extends Error {}

const scope = 'openid email profile';
const seconds = 10;

/** Asks a provider what it is. Calls go out by our own rules; tokens are checked against its keys and our clock. */
export async function discover({ clock, outgoing }: Parts, { issuer, clientId, clientSecret }: Client) {
  const library = await loadLibrary();
  const metadata = { [library.clockSkew]: Math.round((clock.now() - Date.now()) / 1_000) };
  const rules = [
    library.enableNonRepudiationChecks,
    ...(issuer.startsWith('http:') ? [library.allowInsecureRequests] : []),
  ];
  const calls = { [library.customFetch]: fetchFor(outgoing), timeout: seconds };
  const found = await library.discovery(new URL(issuer), clientId, metadata, library.None(), {
    ...calls,
    execute: rules,
  });
  const server = found.serverMetadata();
  // The library lets some providers pass under a name for many tenants (login.microsoftonline.com/common).
  if (new URL(server.issuer).href !== new URL(issuer).href) throw new WrongIssuer(server.issuer);
  if (!server.authorization_endpoint || !server.token_endpoint || !server.jwks_uri) {
    throw new Unsuitable('authorization_endpoint, token_endpoint, jwks_uri');
  }
  if (server.response_types_supported?.includes('code') === false) throw new Unsuitable('response_type code');
  if (server.code_challenge_methods_supported?.includes('S256') === false) throw new Unsuitable('PKCE S256');

  const configuration = new library.Configuration(server, clientId, metadata, wayOf(library, server, clientSecret));
  for (const rule of rules) rule(configuration);
  configuration[library.customFetch] = calls[library.customFetch];
  configuration.timeout = seconds;
  return configuration;
}

type Library = Awaited<ReturnType<typeof loadLibrary>>;
/** Few sign in so, and never at the start: it is loaded by its first use. */
export const loadLibrary = async () => import('openid-client');

/** How the client shows who it is: as the provider wants it; where it says nothing, as the standard has it. */
function wayOf(
  { ClientSecretBasic, ClientSecretPost, None }: Library,
  {
    token_endpoint_auth_methods_supported: ways = ['client_secret_basic'],
  }: ReturnType<Configuration['serverMetadata']>,
  clientSecret: string | null,
) {
  if (clientSecret === null) return None();
  return ways.includes('client_secret_basic') ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}

/** Where the browser is sent. `email`: typed already, so that the provider need not ask. */
export async function authorizationUrl(
  parts: Parts,
  client: Client,
  { state, nonce, verifier }: Proofs,
  email: string | null,
): Promise<URL> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await loadLibrary();
  return buildAuthorizationUrl(await discover(parts, client), {
    redirect_uri: redirectUrl(parts.config.publicUrl, client.organization.id),
    scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(email !== null && { login_hint: email }),
  });
}

/** Turns what the browser brought back into who it is; throws when anything about it is not as it must be. */
export async function claimsOf(
  parts: Parts,
  client: Client,
  { state, nonce, verifier }: Proofs,
  brought: URLSearchParams,
): Promise<Claims> {
  const { authorizationCodeGrant, fetchUserInfo } = await loadLibrary();
  const configuration = await discover(parts, client);
  const url = new URL(redirectUrl(parts.config.publicUrl, client.organization.id));
  url.search = brought.toString();
  const tokens = await authorizationCodeGrant(configuration, url, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  if (token === undefined) throw new Error('an answer without an ID token was let through');
  const { iss: issuer, sub } = token;
  // Many keep the address out of the token and tell it when asked.
  const told =
    typeof token.email === 'string' || configuration.serverMetadata().userinfo_endpoint === undefined
      ? token
      : await fetchUserInfo(configuration, tokens.access_token, sub);
  return {
    issuer,
    sub,
    email: typeof told.email === 'string' ? told.email : null,
    isEmailVerified: told.email_verified !== false && told.email_verified !== 'false',
  };
}

/** Our way out in the shape the library wants; what it cannot send is never needed here. */
function fetchFor(outgoing: Parts['outgoing']) {
  return async (
    url: string,
    options: { method: string; headers: Record<string, string>; body?: unknown; signal?: AbortSignal },
  ) =>
    outgoing.fetch(url, {
      method: options.method,
      headers: options.headers,
      body: options.body instanceof URLSearchParams ? options.body : null,
      signal: options.signal ?? null,
    });
}

/** The trouble of our own way out, however deep the library has packed it. */
export function outgoingTroubleOf(error: unknown): OutgoingTrouble | null {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof OutgoingTrouble) return one;
  return null;
}

const Challenged = z.object({
  code: z.literal('OAUTH_WWW_AUTHENTICATE_CHALLENGE'),
  cause: z.array(z.object({ parameters: z.object({ error: z.string().optional() }) })),
});

/** What a provider says with a challenge, which is how most refuse a client with a wrong secret. */
export function challengeOf(error: unknown): string | null {
  const challenged = Challenged.safeParse(error).data;
  return challenged ? (challenged.cause[0]?.parameters.error ?? 'invalid_client') : null;
}
