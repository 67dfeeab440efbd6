import { createRouterClient } from '@orpc/server';
import type { CloudParts } from '#cloud/context.ts';
import { createCloudRouter } from '#cloud/router.ts';

/** Calls a cloud's router with an API key, as its maker's script does. */
export function withKey(parts: CloudParts, text: string) {
  const headers = new Headers({ authorization: `Bearer ${text}` });
  return createRouterClient(createCloudRouter(parts), { context: { headers, address: '192.0.2.7' } });
}
