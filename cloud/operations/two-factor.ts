import type { CloudParts } from '../context.ts';

/** A second step at sign-in: code by mail, authenticator app, recovery codes (A5). */
export function twoFactorOperations(_parts: CloudParts) {
  return {};
}
