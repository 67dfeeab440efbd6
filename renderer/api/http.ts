import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { minute } from '#shared/models/time.ts';
import type { contract } from '#shared/contract/index.ts';
import type { Api, CloudClient } from './api.ts';

const at = (page: Pick<Window, 'location'>) => `${page.location.origin}/rpc`;

/** Longer than any call takes, a bundle over a slow line too; a browser itself waits for minutes more, and says nothing. */
const longestCall = 2 * minute;

/** The cloud's own door: its half of the contract, with the session in a cookie. */
export function openPortalDoor(page: Pick<Window, 'fetch' | 'location'>, patience = longestCall): Api {
  const link = new RPCLink({
    url: at(page),
    fetch: (request, init) =>
      page.fetch(request, { ...init, signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]) }),
  });
  const cloud: CloudClient = createORPCClient(link);
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
  const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ url: at(page) }));
  return { door: 'web', cloud: client.cloud, companion: client.companion };
}
