import type { SignOnProbe } from '#shared/models/single-sign-on.ts';
import type { CloudParts } from '../context.ts';
import type { OutgoingTrouble } from '../outgoing/port.ts';
import { challengeOf, discover, loadLibrary, outgoingTroubleOf, Unsuitable, WrongIssuer } from './provider.ts';
import { type Client, redirectUrl } from './settings.ts';

/** Asks a provider what it is, and whether it knows this client: with a code that is none it says which of both is wrong. */
export async function probe(
  parts: Pick<CloudParts, 'clock' | 'config' | 'outgoing'>,
  client: Client | null,
): Promise<SignOnProbe> {
  if (client === null) return { state: 'not-set-up' };
  const { genericGrantRequest, ResponseBodyError } = await loadLibrary();
  try {
    const configuration = await discover(parts, client);
    const { issuer, authorization_endpoint: endpoint = '' } = configuration.serverMetadata();
    const grant = {
      code: 'greenroom-asks-whether-it-is-known',
      redirect_uri: redirectUrl(parts.config.publicUrl, client.organization.id),
      code_verifier: 'greenroom-asks-whether-it-is-known-to-this-provider',
    };
    const refusal = await genericGrantRequest(configuration, 'authorization_code', grant).then(
      () => null,
      (error: unknown) => {
        if (!(error instanceof ResponseBodyError)) throw error;
        return error;
      },
    );
    const isUnknown = ['invalid_client', 'unauthorized_client'].includes(refusal?.error ?? '');
    if (isUnknown) return { state: 'no-client', why: saidBy(refusal?.error, refusal?.error_description) };
    return { state: 'works', issuer, endpoint };
  } catch (error) {
    return troubleOf(error);
  }
}

/** What went wrong, as exactly as it can be told. */
function troubleOf(error: unknown): SignOnProbe {
  const trouble = outgoingTroubleOf(error);
  if (trouble !== null) return outgoingState(trouble);
  if (error instanceof WrongIssuer) return { state: 'wrong-issuer', found: saidBy(error.found) };
  if (error instanceof Unsuitable) return { state: 'unsuitable', missing: error.message };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (code === 'OAUTH_TIMEOUT') return { state: 'unreachable', why: 'too-slow' };
  const challenge = challengeOf(error);
  if (challenge !== null) return { state: 'no-client', why: saidBy(challenge) };
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' && isObject(cause) && isObject(cause.body)) {
    return { state: 'wrong-issuer', found: saidBy(String(cause.body.issuer)) };
  }
  return { state: 'not-a-provider', status: cause instanceof Response ? cause.status : null };
}

function outgoingState({ reason, message }: OutgoingTrouble): SignOnProbe {
  if (reason === 'address-refused') return { state: 'address-refused' };
  if (reason === 'not-trusted') return { state: 'not-trusted', why: saidBy(message) };
  if (reason === 'too-large' || reason === 'broken-answer') return { state: 'not-a-provider', status: null };
  return { state: 'unreachable', why: reason };
}

/** What somebody else's program says, kept short and on one line. */
export const saidBy = (...words: readonly (string | undefined)[]): string =>
  words
    .filter((word) => word !== undefined && word !== '')
    .join(': ')
    .replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .slice(0, 200);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
