import { saidBy } from './probe.ts';
import { challengeOf, outgoingTroubleOf, Unsuitable, WrongIssuer } from './provider.ts';
import { SignOnStopped } from './stopped.ts';

/** What an error on the way to a provider and back means for the person who waits; anything else is an error of ours. */
export function stoppedBy(error: unknown, organization: string): SignOnStopped {
  const stopped = (why: 'provider-refused' | 'provider-trouble' | 'not-genuine', said?: string) =>
    new SignOnStopped(why, { organization, said }, { cause: error });
  if (outgoingTroubleOf(error) !== null) return stopped('provider-trouble');
  if (error instanceof WrongIssuer || error instanceof Unsuitable) return stopped('provider-trouble');
  const { code, error: said, error_description: more } = error as Record<string, unknown>;
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return stopped('provider-trouble');
  // It said so itself: with the browser (AuthorizationResponseError), or to our question (ResponseBodyError).
  const challenge = challengeOf(error);
  if (challenge !== null) return stopped('provider-refused', saidBy(challenge));
  if (typeof said === 'string') return stopped('provider-refused', saidBy(said, typeof more === 'string' ? more : ''));
  if (typeof code === 'string') return stopped('not-genuine');
  throw error;
}
