import type { CloudParts } from '../context.ts';

/** My tickets at the support desk (O3). */
export function supportOperations(_parts: CloudParts) {
  return {};
}
