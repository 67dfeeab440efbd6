import type { CloudParts } from '../context.ts';

/** Mails about an organization, to any address (T9). */
export function notificationOperations(_parts: CloudParts) {
  return {};
}
