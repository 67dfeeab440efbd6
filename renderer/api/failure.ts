import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { Door } from './door.ts';

/**
 * Any error of a call as a failure with a sentence. What never reached the router is transport trouble of this
 * page: the cloud is away in the portal, the companion itself is away everywhere else.
 */
export function asFailure(error: unknown, door: Door, origin: string = location.origin): Failure {
  const failure = toFailure(error);
  if (failure) return failure;
  if (isTransportTrouble(error))
    return door === 'portal'
      ? new Failure('cloud-unreachable', { url: origin }, { cause: error })
      : new Failure('owner-unreachable', { path: origin }, { cause: error });
  return new Failure('internal', { id: 'in this page' }, { cause: error });
}

/** `fetch` rejects with a TypeError when nobody answers; a closed port, or our patience, ends what was under way. */
function isTransportTrouble(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && /^(Abort|Timeout)Error$/.test(error.name));
}
