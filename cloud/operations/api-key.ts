import type { CloudParts } from '../context.ts';

/** Keys for scripts of an organization (O9). */
export function apiKeyOperations(_parts: CloudParts) {
  return {};
}
