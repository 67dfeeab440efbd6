import type { CloudParts } from '../context.ts';

/** People and their licenses as a CSV file, out and in (T3, L6). */
export function peopleFileOperations(_parts: CloudParts) {
  return {};
}
