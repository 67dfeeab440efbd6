import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '#shared/contract/index.ts';
import type { Api, CloudClient } from './api.ts';

const link = (page: Window) => new RPCLink({ url: `${page.location.origin}/rpc` });

/** The cloud's own door: its half of the contract, with the session in a cookie. */
export function openPortalDoor(page: Window): Api {
  const cloud: CloudClient = createORPCClient(link(page));
  return { door: 'portal', cloud, companion: null };
}

/** The local web page's door: exchanges the one-time code of the fragment for a cookie, then the whole router. */
export async function openWebDoor(page: Window, signal: AbortSignal): Promise<Api> {
  const code = new URLSearchParams(page.location.hash.slice(1)).get('code');
  if (code !== null) {
    page.history.replaceState(null, '', page.location.pathname);
    await page.fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      signal,
    });
  }
  const client: ContractRouterClient<typeof contract> = createORPCClient(link(page));
  return { door: 'web', cloud: client.cloud, companion: client.companion };
}
