import type { CloudParts } from '../context.ts';

/** Calls to programs of an organization when something happens in it (O9). */
export function webhookOperations(_parts: CloudParts) {
  return {};
}
