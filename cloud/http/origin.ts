import type { FastifyRequest } from 'fastify';
import type { CloudConfig } from '../config.ts';
import { isLoopback } from '../config.ts';

/**
 * Whether a call may have been made by a page of somebody else. Browsers name the page's origin on every write, and say in
 * a header that no page can write whether it is ours. A call with a cookie that names no origin is no browser's own doing,
 * and a bearer token is never sent by a browser by itself.
 */
export function isForeign(request: FastifyRequest, own: ReadonlySet<string>): boolean {
  const { origin, cookie, authorization, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin') return true;
  if (origin !== undefined) return !own.has(origin);
  return cookie !== undefined && authorization === undefined;
}

/** The origins of this cloud's own pages. A cloud on this machine is reached by either name of it. */
export function ownOrigins({ publicUrl, host, port }: Pick<CloudConfig, 'publicUrl' | 'host' | 'port'>): Set<string> {
  const local = isLoopback(host) ? [`http://127.0.0.1:${port}`, `http://localhost:${port}`] : [];
  return new Set([new URL(publicUrl).origin, ...local]);
}
