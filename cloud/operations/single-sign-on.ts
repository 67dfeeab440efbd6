import type { CloudParts } from '../context.ts';

/** Sign-in with the accounts of the organization, by OpenID Connect. */
export function singleSignOnOperations(_parts: CloudParts) {
  return {};
}
