import type { CloudParts } from '../context.ts';

/** What an organization has, by product and plan, and how it was used (L7). */
export function productOperations(_parts: CloudParts) {
  return {};
}
